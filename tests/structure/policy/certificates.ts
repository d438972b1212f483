// Who may: certificates.
import { newKey } from "../../support/pledged";
import type { Rows } from "./row";

export const certificates: Rows = {
  "certificates.ask": {
    may: "helper",
    call: (api, c) =>
      api.certificates.ask({
        ...c.certified,
        personId: c.people.helper.id,
        showsName: false,
        showsId: false,
        key: newKey(),
      }),
  },
  "certificates.withdraw": {
    may: "helper",
    call: (api, c) => api.certificates.withdraw({ certificateId: c.askedFor }),
  },
  "certificates.issueAsked": {
    may: "leader manager",
    call: (api, c) => api.certificates.issueAsked({ certificateId: c.askedFor }),
  },
  "certificates.refuse": {
    may: "leader manager",
    call: (api, c) => api.certificates.refuse({ certificateId: c.askedFor, reason: "还在核对" }),
  },
  "certificates.issue": {
    may: "leader manager",
    call: (api, c) =>
      api.certificates.issue({
        ...c.certified,
        personIds: [c.people.helper.id],
        namesOnPaper: false,
        key: newKey(),
      }),
  },
  "certificates.revoke": {
    may: "town district leader manager",
    call: (api, c) => api.certificates.revoke({ certificateId: c.certificate, reason: "开错了" }),
  },
  "certificates.one": {
    may: "town district helper leader manager",
    call: (api, c) => api.certificates.one({ certificateId: c.certificate }),
  },
  "certificates.papers": {
    may: "helper leader manager",
    lasting: true,
    call: (api, c) => api.certificates.papers({ certificateIds: [c.certificate] }),
  },
  "certificates.ofUnit": {
    may: "leader manager",
    call: (api, c) => api.certificates.ofUnit({ unitId: c.team }),
  },
  "certificates.membersOf": {
    may: "leader manager",
    call: (api, c) => api.certificates.membersOf(c.certified),
  },
};
