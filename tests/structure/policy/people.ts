// Who may: people.
import type { Rows } from "./row";

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
    call: (api, c) =>
      api.people.giveRole({ role: "grid", regionId: c.places.xipandun, personId: c.people.helper.id }),
  },
  "people.giveRole secretary": {
    may: "town district",
    call: (api, c) =>
      api.people.giveRole({ role: "secretary", regionId: c.places.xipandun, personId: c.people.helper.id }),
  },
  "people.giveRole clerk": {
    may: "poster",
    call: (api, c) =>
      api.people.giveRole({ role: "clerk", regionId: c.places.xipandun, personId: c.people.helper.id }),
  },
  "people.giveRole town_admin": {
    may: "district",
    call: (api, c) =>
      api.people.giveRole({ role: "town_admin", regionId: c.places.gaodu, personId: c.people.helper.id }),
  },
  "people.giveRole district_admin": {
    may: "district",
    call: (api, c) =>
      api.people.giveRole({
        role: "district_admin",
        regionId: c.places.luozhuang,
        personId: c.people.helper.id,
      }),
  },
  "people.giveRole manager": {
    may: "town district leader",
    call: (api, c) =>
      api.people.giveRole({ role: "manager", organisationId: c.team, personId: c.people.helper.id }),
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
