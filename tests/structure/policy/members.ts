// Who may: an organisation's members.
import type { PolicyCast } from "../../support/cast";
import { outside } from "../../support/inside";
import { workbook } from "../../support/sheets";
import { once, type Rows, SIGNED_IN } from "./row";

/** The helper asks to join the team; asking again is the same request. */
const requestOf = (c: PolicyCast): Promise<string> =>
  outside(async () => {
    await c.as("helper").members.ask({ organisationId: c.team });
    return (await c.as("helper").members.myRequests())[0]?.id as string;
  });

/** The leader wrote the helper down. */
const invitationOf = once(async (c) => {
  const { name, phone } = c.people.helper;
  await c.as("leader").members.add({ organisationId: c.team, role: "member", name, phone });
  return (await c.as("helper").members.myInvitations())[0]?.id as string;
});

/** Somebody the leader wrote down by mistake. */
const mistakenIn = once(async (c) => {
  const wrong = { organisationId: c.team, role: "member", name: "写错的人", phone: "13900000056" } as const;
  await c.as("leader").members.add(wrong);
  const { items } = await c.as("leader").members.invited({ organisationId: c.team });
  return items.find((one) => one.name === wrong.name)?.id as string;
});

const SHEET = await workbook(["姓名"], [["张新"]]);
/** A sheet the leader had checked. */
const sheetIn = once(
  async (c) => (await c.as("leader").members.checkSheet({ organisationId: c.team, bytes: SHEET })).importId,
);

export const members: Rows = {
  "members.list": {
    may: "town district leader manager",
    call: (api, c) => api.members.list({ organisationId: c.team }),
  },
  "members.former": {
    may: "town district leader manager",
    call: (api, c) => api.members.former({ organisationId: c.team }),
  },
  "members.counts": {
    may: "town district leader manager",
    call: (api, c) => api.members.counts({ organisationId: c.team }),
  },
  "members.remove": {
    may: "town district leader manager member",
    call: (api, c) =>
      api.members.remove({ organisationId: c.team, personId: c.people.member.id, reason: "moved" }),
  },
  "members.remove a manager": {
    may: "town district leader manager",
    call: (api, c) =>
      api.members.remove({ organisationId: c.team, personId: c.people.manager.id, reason: "moved" }),
  },
  "members.setRole": {
    may: "town district leader",
    call: (api, c) =>
      api.members.setRole({ organisationId: c.team, personId: c.people.member.id, role: "manager" }),
  },
  "members.ask": {
    may: SIGNED_IN,
    lasting: true,
    call: (api, c) => api.members.ask({ organisationId: c.team }),
  },
  "members.takeBack": {
    may: "helper",
    call: async (api, c) => api.members.takeBack({ requestId: await requestOf(c) }),
  },
  "members.invited": {
    may: "leader manager",
    call: (api, c) => api.members.invited({ organisationId: c.team }),
  },
  "members.takeInvitationBack": {
    may: "town district leader manager",
    call: async (api, c) => api.members.takeInvitationBack({ requestId: await mistakenIn(c) }),
  },
  "members.requests": {
    may: "leader manager",
    call: (api, c) => api.members.requests({ organisationId: c.team }),
  },
  "members.add": {
    may: "town district leader manager",
    lasting: true,
    call: (api, c) =>
      api.members.add({ organisationId: c.team, role: "member", name: "新来的", phone: "13900000055" }),
  },
  "members.answer": {
    may: "helper",
    lasting: true,
    call: async (api, c) => api.members.answer({ requestId: await invitationOf(c), yes: false }),
  },
  "members.approve": {
    may: "leader manager",
    call: async (api, c) => api.members.approve({ requestId: await requestOf(c) }),
  },
  "members.refuse": {
    may: "leader manager",
    call: async (api, c) => api.members.refuse({ requestId: await requestOf(c) }),
  },
  "members.links": {
    may: "leader manager",
    call: (api, c) => api.members.links({ organisationId: c.team }),
  },
  "members.makeLink": {
    may: "leader manager",
    lasting: true,
    call: (api, c) => api.members.makeLink({ organisationId: c.team, days: 7 }),
  },
  "members.endLink": {
    may: "leader manager",
    call: async (api, c) => {
      const [link] = await outside(() => c.as("leader").members.links({ organisationId: c.team }));
      return api.members.endLink({ linkId: link?.id as string });
    },
  },
  "members.checkSheet": {
    may: "leader manager",
    lasting: true,
    call: (api, c) => api.members.checkSheet({ organisationId: c.team, bytes: SHEET }),
  },
  "members.sheet": {
    may: "leader manager",
    call: async (api, c) => api.members.sheet({ importId: await sheetIn(c) }),
  },
  "members.sheetToCorrect": {
    may: "leader manager",
    call: async (api, c) => api.members.sheetToCorrect({ importId: await sheetIn(c) }),
  },
  "members.importSheet": {
    may: "leader manager",
    call: async (api, c) => api.members.importSheet({ importId: await sheetIn(c), consent: true }),
  },
  "members.dropSheet": {
    may: "leader manager",
    call: async (api, c) => api.members.dropSheet({ importId: await sheetIn(c) }),
  },
};
