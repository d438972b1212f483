// Who may: people.
import type { GiveRoleInput } from "@/server/people/grants/schema";
import type { PolicyCast } from "../../support/cast";
import type { Row, Rows } from "./row";

/** The helper is given this role there. */
const giving =
  (
    role: GiveRoleInput["role"],
    there: (c: PolicyCast) => Pick<GiveRoleInput, "regionId" | "organisationId">,
  ): Row["call"] =>
  (api, c) =>
    api.people.giveRole({ role, personId: c.people.helper.id, ...there(c) });

export const people: Rows = {
  "people.register in a village": {
    may: "poster clerk grid town district",
    lasting: true,
    call: (api, c) =>
      api.people.register({ name: "老孙", how: "spoken", age14: "on" as never, regionId: c.places.xipandun }),
  },
  "people.register in a team": {
    may: "leader manager",
    lasting: true,
    call: (api, c) =>
      api.people.register({ name: "老孙", how: "spoken", age14: "on" as never, organisationId: c.team }),
  },
  "people.roles": {
    may: "poster clerk town district",
    call: (api, c) => api.people.roles({ regionId: c.places.xipandun }),
  },
  "people.roles of a team": {
    may: "town district leader manager",
    call: (api, c) => api.people.roles({ organisationId: c.team }),
  },
  "people.findByPhone": {
    may: "district fDistrict",
    lasting: true,
    call: (api) => api.people.findByPhone({ phone: "19912345678" }),
  },
  "people.giveRole grid": {
    may: "poster town district",
    call: giving("grid", (c) => ({ regionId: c.places.xipandun })),
  },
  "people.giveRole secretary": {
    may: "town district",
    call: giving("secretary", (c) => ({ regionId: c.places.xipandun })),
  },
  "people.giveRole clerk": {
    may: "poster",
    call: giving("clerk", (c) => ({ regionId: c.places.xipandun })),
  },
  "people.giveRole town_admin": {
    may: "district",
    call: giving("town_admin", (c) => ({ regionId: c.places.gaodu })),
  },
  "people.giveRole district_admin": {
    may: "district",
    call: giving("district_admin", (c) => ({ regionId: c.places.luozhuang })),
  },
  "people.giveRole manager": {
    may: "town district leader",
    call: giving("manager", (c) => ({ organisationId: c.team })),
  },
  "people.endRole clerk": {
    may: "poster clerk",
    call: (api, c) => api.people.endRole({ grantId: c.grants.clerk }),
  },
  "people.endRole member": {
    may: "town district leader manager member",
    call: (api, c) => api.people.endRole({ grantId: c.grants.member }),
  },
  "people.endRole grid": {
    may: "poster grid town district",
    call: (api, c) => api.people.endRole({ grantId: c.grants.grid }),
  },
  "people.switchOff": {
    may: "district",
    call: (api, c) => api.people.switchOff({ personId: c.people.stranger.id }),
  },
  "people.switchOn": {
    may: "district",
    call: (api, c) => api.people.switchOn({ personId: c.people.stranger.id }),
  },
};
