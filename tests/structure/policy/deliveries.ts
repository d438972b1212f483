// Who may: deliveries, settling and releases.
import { refuse } from "@/server/errors";
import { newKey } from "../../support/pledged";
import type { Rows } from "./row";

export const deliveries: Rows = {
  "deliveries.send": {
    may: "poster clerk helper",
    call: (api, c) => api.deliveries.send({ pledgeId: c.own, amount: "10", key: newKey() }),
  },
  "deliveries.recall": {
    may: "poster clerk leader manager",
    call: (api, c) => api.deliveries.recall({ deliveryId: c.sent }),
  },
  "deliveries.receive": {
    may: "poster clerk",
    call: (api, c) => api.deliveries.receive({ deliveryId: c.sent, amount: "50" }),
  },
  "deliveries.close": {
    may: "poster clerk",
    call: (api, c) => api.deliveries.close({ deliveryId: c.sent, accepted: "50" }),
  },
  "deliveries.close of a sale": {
    may: "poster clerk helper",
    call: (api, c) => api.deliveries.close({ deliveryId: c.carried, accepted: "50" }),
  },
  "deliveries.correct": {
    may: "poster clerk",
    call: (api, c) => api.deliveries.correct({ deliveryId: c.sent, accepted: "50" }),
  },
  "deliveries.accept": {
    may: "poster clerk",
    call: (api, c) => api.deliveries.accept({ pledgeId: c.own, accepted: "10", key: newKey() }),
  },
  "deliveries.giveBack": {
    may: "poster clerk leader manager",
    call: (api, c) => api.deliveries.giveBack({ deliveryId: c.borrowed, amount: "1" }),
  },
  "deliveries.list": {
    may: "poster clerk town district leader manager",
    call: (api, c) =>
      api.deliveries.list({ pledgeId: c.ofTeam }).then((list) => list.length > 0 || refuse("NOT_FOUND")),
  },
  "settlement.standing": {
    may: "poster clerk",
    call: (api, c) => api.settlement.standing({ needId: c.gift.id }),
  },
  "settlement.settle": {
    may: "poster clerk",
    call: (api, c) => api.settlement.settle({ needId: c.gift.id }),
  },
  "settlement.settleRest": {
    may: "poster clerk",
    call: (api, c) => api.settlement.settleRest({ pledgeId: c.own }),
  },
  "settlement.answer": {
    may: "helper",
    call: (api, c) => api.settlement.answer({ pledgeId: c.own, answer: "done" }),
  },
  "settlement.resolve": {
    may: "poster clerk",
    call: (api, c) => api.settlement.resolve({ pledgeId: c.own }),
  },
  "settlement.complete": {
    may: "poster clerk",
    call: (api, c) => api.settlement.complete({ needId: c.gift.id }),
  },
  "settlement.reopen": {
    may: "poster clerk",
    call: (api, c) =>
      api.settlement.reopen({
        needId: c.gift.id,
        deadlineAt: c.deadlineAt,
        lines: [{ lineId: c.goods.id, quantity: "5" }],
      }),
  },
  "settlement.cancel": {
    may: "poster clerk town district",
    call: (api, c) => api.settlement.cancel({ needId: c.gift.id, reason: "weather" }),
  },
  "settlement.cancelShift": {
    may: "poster clerk leader manager",
    call: (api, c) => api.settlement.cancelShift({ slotId: c.planned.slotId, reason: "weather" }),
  },
  "settlement.close": {
    may: "poster clerk town district",
    call: (api, c) => api.settlement.close({ needId: c.gift.id, reason: "solved_elsewhere" }),
  },
  "settlement.lower": {
    may: "poster clerk",
    call: (api, c) => api.settlement.lower({ needId: c.gift.id, lineId: c.goods.id, quantity: "900" }),
  },
  "releases.open": {
    may: "poster clerk town district",
    call: (api, c) => api.releases.open({ regionId: c.places.xipandun, title: "现场发布二", key: newKey() }),
  },
  "releases.record": {
    may: "poster clerk town district",
    call: (api, c) =>
      api.releases.record({
        releaseId: c.release,
        slotId: c.goods.slotId,
        organisationId: c.otherTeam,
        amount: "10",
        key: newKey(),
      }),
  },
  "releases.confirm": {
    may: "leader manager",
    call: (api, c) => api.releases.confirm({ pledgeId: c.ofTeam }),
  },
  "releases.deny": { may: "leader manager", call: (api, c) => api.releases.deny({ pledgeId: c.ofTeam }) },
  "releases.board": {
    may: "poster clerk town district",
    call: (api, c) => api.releases.board({ releaseId: c.release }),
  },
  "releases.list": {
    may: "poster clerk town district",
    call: (api, c) => api.releases.list({ regionId: c.places.xipandun }),
  },
};
