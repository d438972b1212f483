// Who may: reports, lists and what is handed on.
import type { Rows } from "./row";

export const reports: Rows = {
  "reports.ofOrganisation": {
    may: "town district leader manager",
    lasting: true,
    call: (api, c) => api.reports.ofOrganisation({ organisationId: c.team, period: "2026-11" }),
  },
  "reports.dossier": {
    may: "town district leader manager",
    lasting: true,
    call: (api, c) => api.reports.dossier({ organisationId: c.team, period: "2026Q4" }),
  },
  "reports.ofRegion": {
    may: "town district",
    lasting: true,
    call: (api, c) => api.reports.ofRegion({ regionId: c.places.gaodu, period: "2026-11" }),
  },
  "lists.hours": {
    may: "town district leader manager",
    lasting: true,
    call: (api, c) => api.lists.hours({ organisationId: c.team, period: "2026-11" }),
  },
  "lists.members": {
    may: "town district leader manager",
    lasting: true,
    call: (api, c) => api.lists.members({ organisationId: c.team }),
  },
  "lists.pledges": {
    may: "town district leader manager",
    lasting: true,
    call: (api, c) => api.lists.pledges({ organisationId: c.team }),
  },
  "lists.hoursOfRegion": {
    may: "town district",
    lasting: true,
    call: (api, c) => api.lists.hoursOfRegion({ regionId: c.places.gaodu, period: "2026-11" }),
  },
  "lists.needs": {
    may: "town district",
    lasting: true,
    call: (api, c) => api.lists.needs({ regionId: c.places.gaodu }),
  },
  "lists.organisations": {
    may: "town district",
    lasting: true,
    call: (api, c) => api.lists.organisations({ regionId: c.places.gaodu }),
  },
  "national.ofUnit": {
    may: "leader manager",
    call: (api, c) => api.national.ofUnit({ unitId: c.team }),
  },
  "national.make": {
    may: "leader manager",
    lasting: true,
    call: (api, c) => api.national.make({ unitId: c.team, month: "2026-11" }),
  },
  "national.open": {
    may: "leader manager",
    lasting: true,
    call: (api, c) => api.national.open({ batchId: c.batch }),
  },
  "national.accept": {
    may: "leader manager",
    call: (api, c) => api.national.accept({ batchId: c.batch }),
  },
  "national.giveBack": {
    may: "leader manager",
    call: (api, c) => api.national.giveBack({ batchId: c.batch }),
  },
};
