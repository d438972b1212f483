// Who may: organisations.
import { DAY, type Rows, SIGNED_IN } from "./row";

export const organisations: Rows = {
  "organisations.list": {
    may: "town district",
    call: (api, c) => api.organisations.list({ regionId: c.places.gaodu }),
  },
  "organisations.add": {
    may: SIGNED_IN,
    lasting: true,
    call: (api, c) =>
      api.organisations.add({
        name: `新的${c.newId().slice(-4)}队`,
        kind: "social",
        regionId: c.places.gaodu,
      }),
  },
  "organisations.change": {
    may: "town district leader manager",
    call: (api, c) => api.organisations.change({ organisationId: c.team, contactName: "老陈" }),
  },
  "organisations.verify": {
    may: "town district",
    call: (api, c) => api.organisations.verify({ organisationId: c.pending }),
  },
  "organisations.turnDown": {
    may: "town district",
    call: (api, c) => api.organisations.turnDown({ organisationId: c.pending, reason: "查无此单位" }),
  },
  "organisations.switchOff": {
    may: "town district",
    call: (api, c) => api.organisations.switchOff({ organisationId: c.team }),
  },
  "organisations.switchOn": {
    may: "town district",
    call: (api, c) => api.organisations.switchOn({ organisationId: c.team }),
  },
  "organisations.addTitle": {
    may: "town district",
    call: (api, c) =>
      api.organisations.addTitle({
        organisationId: c.team,
        title: "civilised_unit",
        level: "county",
        grantor: "区文明办",
        fromOn: DAY,
      }),
  },
  "organisations.removeTitle": {
    may: "town district",
    call: (api, c) =>
      api.organisations
        .addTitle({
          organisationId: c.team,
          title: "civilised_unit",
          level: "county",
          grantor: "区文明办",
          fromOn: DAY,
        })
        .then(async () =>
          api.organisations.removeTitle({
            titleId: (await api.organisations.one({ organisationId: c.team })).titles[0]?.id as string,
          }),
        ),
  },
  "organisations.giveBack": {
    may: "town district",
    call: (api, c) => api.organisations.giveBack({ organisationId: c.pending, question: "队里有多少人？" }),
  },
  "organisations.answer": {
    may: "town district leader manager",
    call: (api, c) => api.organisations.answer({ organisationId: c.team, about: "三十人" }),
  },
};
