// Who may: who is asked.
import { BUILT_IN } from "@/server/matching/score/rules";
import type { PolicyCast } from "../../support/cast";
import { planOf } from "../../support/planned";
import { newKey } from "../../support/pledged";
import { once, type Rows } from "./row";

/** A plan of the town, which would ask the team for one place of the shift. */
const plannedIn = once((c) =>
  planOf(c.world, { regionId: c.places.gaodu, slotId: c.shift.slotId, organisationId: c.team }),
);
const planIn = async (c: PolicyCast) => (await plannedIn(c)).planId;
const itemIn = async (c: PolicyCast) => (await plannedIn(c)).itemId;

const inviting = (c: PolicyCast, helperId = c.team) => ({
  slotId: c.shift.slotId,
  picks: [{ helperKind: "organisation" as const, helperId, amount: "1" }],
});

/** The poster has asked the team for one of the shift's places. */
const invitationIn = once(async (c) => {
  await c.as("poster").invitations.invite({ ...inviting(c), key: newKey() });
  const [one] = await c.as("leader").invitations.mine({ organisationId: c.team });
  return one?.id as string;
});

/** The stranger advises the village. */
const adviserIn = once(async (c) => {
  const { phone, name } = c.people.stranger;
  const told = { regionId: c.places.xipandun, kind: "lawyer" as const, phone, name };
  return (await c.as("poster").advisers.appoint(told)).adviserId;
});

export const matching: Rows = {
  "invitations.invite": {
    may: "poster clerk town district",
    call: (api, c) => api.invitations.invite({ ...inviting(c, c.otherTeam), key: newKey() }),
  },
  "invitations.ofNeed": {
    may: "poster clerk town district",
    call: (api, c) => api.invitations.ofNeed({ needId: c.gift.id }),
  },
  "invitations.withdraw": {
    may: "poster clerk town district",
    call: async (api, c) => api.invitations.withdraw({ invitationId: await invitationIn(c) }),
  },
  "ranking.who": {
    may: "poster clerk town district",
    call: (api, c) => api.ranking.who({ needId: c.gift.id }),
  },
  "ranking.weights": {
    may: "district",
    call: (api, c) => api.ranking.weights({ countyId: c.places.luozhuang }),
  },
  "ranking.setWeights": {
    may: "district",
    call: (api, c) =>
      api.ranking.setWeights({
        countyId: c.places.luozhuang,
        version: 0,
        weights: { ...BUILT_IN, load: 30 },
        note: "多看谁接得少",
      }),
  },
  "invitations.startWaves": {
    may: "poster clerk town district",
    call: (api, c) => api.invitations.startWaves({ slotId: c.shift.slotId }),
  },
  "invitations.stopWaves": {
    may: "poster clerk town district",
    call: (api, c) => api.invitations.stopWaves({ slotId: c.shift.slotId }),
  },
  "invitations.accept": {
    may: "leader manager",
    call: async (api, c) => api.invitations.accept({ invitationId: await invitationIn(c), key: newKey() }),
  },
  "invitations.decline": {
    may: "leader manager",
    call: async (api, c) => api.invitations.decline({ invitationId: await invitationIn(c) }),
  },
  "chain.read": {
    may: "leader manager",
    call: (api, c) =>
      api.chain.read({ slotId: c.shift.slotId, organisationId: c.team, text: "1. 张三\n2. 李四" }),
  },
  "chain.save": {
    may: "leader manager",
    call: (api, c) =>
      api.chain.save({
        slotId: c.shift.slotId,
        organisationId: c.team,
        rows: [{ amount: "1" }],
        key: newKey(),
      }),
  },
  "plan.list": { may: "town district", call: (api, c) => api.plan.list({ regionId: c.places.gaodu }) },
  "plan.view": { may: "town district", call: async (api, c) => api.plan.view({ planId: await planIn(c) }) },
  "plan.make": { may: "town district", call: (api, c) => api.plan.make({ regionId: c.places.gaodu }) },
  "plan.cancel": {
    may: "town district",
    call: async (api, c) => api.plan.cancel({ planId: await planIn(c), version: 1 }),
  },
  "plan.edit": {
    may: "town district",
    call: async (api, c) => api.plan.edit({ itemId: await itemIn(c), version: 1, amount: "1" }),
  },
  "plan.lookUp": {
    may: "town district",
    call: async (api, c) => api.plan.lookUp({ planId: await planIn(c), helperId: c.team }),
  },
  "plan.send": {
    may: "town district",
    call: async (api, c) => api.plan.send({ planId: await planIn(c), version: 1, key: newKey() }),
  },
  "advisers.ofVillage": {
    may: "poster clerk grid town district",
    call: (api, c) => api.advisers.ofVillage({ regionId: c.places.xipandun }),
  },
  "advisers.appoint": {
    may: "poster clerk town district",
    lasting: true,
    call: (api, c) => {
      const { phone, name } = c.people.member;
      return api.advisers.appoint({ regionId: c.places.xipandun, kind: "mediator", phone, name });
    },
  },
  "advisers.end": {
    may: "poster clerk town district stranger",
    call: async (api, c) => api.advisers.end({ adviserId: await adviserIn(c), version: 1 }),
  },
};
