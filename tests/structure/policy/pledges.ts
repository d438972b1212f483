// Who may: pledges, places and those who take them.
import { newKey } from "../../support/pledged";
import { type Rows, SIGNED_IN } from "./row";

export const pledges: Rows = {
  "pledges.make": {
    may: SIGNED_IN,
    call: (api, c) => api.pledges.make({ slotId: c.goods.slotId, amount: "7", key: newKey() }),
  },
  "pledges.make for a team": {
    may: "leader manager",
    call: (api, c) =>
      api.pledges.make({ slotId: c.goods.slotId, amount: "7", key: newKey(), organisationId: c.team }),
  },
  "pledges.make for another": {
    may: "stranger",
    call: (api, c) =>
      api.pledges.make({
        slotId: c.goods.slotId,
        amount: "7",
        key: newKey(),
        forPersonId: c.people.stranger.id,
      }),
  },
  "pledges.amend": { may: "helper", call: (api, c) => api.pledges.amend({ pledgeId: c.own, amount: "90" }) },
  "pledges.amend of a team": {
    may: "leader manager",
    call: (api, c) => api.pledges.amend({ pledgeId: c.ofTeam, amount: "150" }),
  },
  "pledges.withdraw": {
    may: "helper",
    call: (api, c) => api.pledges.withdraw({ pledgeId: c.own, reason: "busy" }),
  },
  "pledges.accept": { may: "helper", call: (api, c) => api.pledges.accept({ pledgeId: c.own }) },
  "pledges.decline": { may: "helper", call: (api, c) => api.pledges.decline({ pledgeId: c.own }) },
  "pledges.approve": { may: "poster clerk", call: (api, c) => api.pledges.approve({ pledgeId: c.own }) },
  "pledges.refuse": {
    may: "poster clerk",
    call: (api, c) => api.pledges.refuse({ pledgeId: c.own, reason: "agreed" }),
  },
  "pledges.remove": {
    may: "poster clerk",
    call: (api, c) => api.pledges.remove({ pledgeId: c.own, reason: "agreed" }),
  },
  "pledges.logCall": { may: "poster clerk", call: (api, c) => api.pledges.logCall({ pledgeId: c.own }) },
  "pledges.one": {
    may: "poster clerk town district helper",
    call: (api, c) => api.pledges.one({ pledgeId: c.own }),
  },
  "pledges.one of a team": {
    may: "poster clerk town district leader manager",
    call: (api, c) => api.pledges.one({ pledgeId: c.ofTeam }),
  },
  "pledges.ofOrganisation": {
    may: "leader manager member",
    call: (api, c) => api.pledges.ofOrganisation({ organisationId: c.team }),
  },
  "pledges.running": { may: SIGNED_IN, call: (api, c) => api.pledges.running({ needIds: [c.gift.id] }) },
  "pledges.ofNeed": { may: "poster clerk", call: (api, c) => api.pledges.ofNeed({ needId: c.gift.id }) },
  "presence.markCame": {
    may: "poster clerk",
    call: (api, c) => api.presence.markCame({ pledgeId: c.placePledge, came: "1" }),
  },
  "presence.contest": {
    may: "helper",
    call: (api, c) => api.presence.contest({ pledgeId: c.placePledge, note: "我到了" }),
  },
  "recurring.start": {
    may: "leader manager",
    call: (api, c) =>
      api.recurring.start({
        slotId: c.goods.slotId,
        amount: "5",
        dayOfMonth: 9,
        months: 3,
        key: newKey(),
        organisationId: c.team,
      }),
  },
  "recurring.end": { may: "helper", call: (api, c) => api.recurring.end({ recurringId: c.recurring }) },
  "contacts.look": { may: "poster clerk helper", call: (api, c) => api.contacts.look({ pledgeId: c.own }) },
  "seats.name": {
    may: "leader manager",
    call: (api, c) => api.seats.name({ pledgeId: c.visitPledge, personIds: [c.people.leader.id] }),
  },
  "seats.leave": { may: "member", call: (api, c) => api.seats.leave({ seatId: c.memberSeat }) },
  "seats.remove": {
    may: "poster clerk leader manager",
    call: (api, c) => api.seats.remove({ seatId: c.memberSeat, reason: "agreed" }),
  },
  "seats.ofPledge": {
    may: "poster clerk town district leader manager",
    call: (api, c) => api.seats.ofPledge({ pledgeId: c.visitPledge }),
  },
  "seats.ofTeam": {
    may: "leader manager member",
    call: (api, c) => api.seats.ofTeam({ organisationId: c.team }),
  },
  "seats.one": {
    may: "poster clerk leader manager member",
    call: (api, c) => api.seats.one({ seatId: c.memberSeat }),
  },
  "standIns.take": { may: SIGNED_IN, call: (api, c) => api.standIns.take({ standInId: c.search }) },
  "standIns.take for a member": {
    may: "leader manager member",
    call: (api, c) => api.standIns.take({ standInId: c.search, personId: c.people.member.id }),
  },
  "standIns.callOff": { may: "manager", call: (api, c) => api.standIns.callOff({ standInId: c.search }) },
  "homeVisits.tell": {
    may: "poster clerk leader manager",
    call: (api, c) => api.homeVisits.tell({ slotId: c.visitSlot }),
  },
  "homeVisits.standing": {
    may: "poster clerk leader manager",
    call: (api, c) => api.homeVisits.standing({ slotId: c.visitSlot }),
  },
  "seats.whoRuns": {
    may: "poster clerk",
    call: (api, c) => api.seats.whoRuns({ slotId: c.shift.slotId }),
  },
  "seats.appoint": {
    may: "poster clerk",
    call: (api, c) => api.seats.appoint({ slotId: c.shift.slotId, leadId: c.people.poster.id }),
  },
};
