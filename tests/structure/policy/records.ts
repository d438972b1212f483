// Who may: the record of a volunteer.
import { recordsOf } from "../../support/cast-records";
import { DAY, type Rows, SIGNED_IN } from "./row";

export const records: Rows = {
  "records.of": { may: "helper", call: (api, c) => api.records.of({ personId: c.people.helper.id }) },
  "records.of a member": {
    may: "leader manager member",
    call: (api, c) => api.records.of({ personId: c.people.member.id, organisationId: c.team }),
  },
  "records.profile": {
    may: "helper",
    call: (api, c) => api.records.profile({ personId: c.people.helper.id }),
  },
  "records.saveProfile": {
    may: "helper",
    call: (api, c) =>
      api.records.saveProfile({ personId: c.people.helper.id, skills: ["loading"], version: 0 }),
  },
  "records.saveAvailability": {
    may: SIGNED_IN,
    call: (api) => api.records.saveAvailability({ invitable: true, reach: "town", version: 0 }),
  },
  "records.saveIdentity": {
    may: "helper",
    call: (api, c) => api.records.saveIdentity({ personId: c.people.helper.id, bornOn: "1990-03-04" }),
  },
  "records.forgetNumber": {
    may: "helper",
    call: (api, c) => api.records.forgetNumber({ personId: c.people.helper.id }),
  },
  "records.signed": {
    may: "helper",
    call: (api, c) => api.records.signed({ personId: c.people.helper.id }),
  },
  "records.recordSigned": {
    may: "helper",
    call: (api, c) =>
      api.records.recordSigned({ personId: c.people.helper.id, signedOn: DAY, keptAt: "档案柜" }),
  },
  "records.takeBackSigned": {
    may: "helper",
    call: (api, c) => api.records.takeBackSigned({ personId: c.people.helper.id }),
  },
  "records.guardian": {
    may: "leader manager member",
    call: (api, c) => api.records.guardian({ personId: c.people.member.id, organisationId: c.team }),
  },
  "records.recordConsent": {
    may: "town district leader manager",
    call: (api, c) =>
      api.records.recordConsent({
        personId: c.people.member.id,
        organisationId: c.team,
        guardianName: "队员家长",
        phone: "13900000009",
        relation: "parent",
        how: "paper",
        agreed: true,
      }),
  },
  "records.takeBackConsent": {
    may: "leader manager member",
    call: async (api, c) =>
      api.records.takeBackConsent({ consentId: (await recordsOf(c)).consentId, organisationId: c.team }),
  },
  "records.claim": {
    may: "helper",
    call: (api, c) => api.records.claim({ personId: c.people.helper.id, kind: "lawyer", issuer: "省司法厅" }),
  },
  "records.drop": {
    may: "helper",
    call: async (api, c) => api.records.drop({ qualificationId: (await recordsOf(c)).claimed, version: 1 }),
  },
  "records.case": {
    may: "town district helper",
    call: async (api, c) => api.records.case({ qualificationId: (await recordsOf(c)).claimed }),
  },
  "records.queue": {
    may: "town district",
    call: (api, c) => api.records.queue({ regionId: c.places.gaodu }),
  },
  "records.verify": {
    may: "town district",
    call: async (api, c) =>
      api.records.verify({ qualificationId: (await recordsOf(c)).claimed, version: 1, seen: "original" }),
  },
  "records.turnDown": {
    may: "town district",
    call: async (api, c) =>
      api.records.turnDown({ qualificationId: (await recordsOf(c)).claimed, version: 1, reason: "看不清" }),
  },
  "records.revoke": {
    may: "town district",
    call: async (api, c) =>
      api.records.revoke({ qualificationId: (await recordsOf(c)).verified, version: 2, reason: "已注销" }),
  },
  "records.giveHonour": {
    may: "town district",
    call: (api, c) =>
      api.records.giveHonour({
        personId: c.people.helper.id,
        title: "罗庄好人",
        grantor: "区文明办",
        grantedOn: DAY,
      }),
  },
  "records.giveHonour of a team": {
    may: "leader manager",
    call: (api, c) =>
      api.records.giveHonour({
        personId: c.people.member.id,
        organisationId: c.team,
        title: "季度之星",
        grantedOn: DAY,
      }),
  },
  "records.endHonour": {
    may: "town district",
    call: async (api, c) => api.records.endHonour({ honourId: (await recordsOf(c)).honourId, version: 1 }),
  },
  "records.endHonour of a team": {
    may: "leader manager",
    call: async (api, c) => api.records.endHonour({ honourId: (await recordsOf(c)).ofTeam, version: 1 }),
  },
  "records.training": {
    may: "town district leader manager",
    call: (api, c) => api.records.training({ organisationId: c.team }),
  },
  "records.recordTraining": {
    may: "leader manager",
    call: (api, c) =>
      api.records.recordTraining({
        organisationId: c.team,
        personIds: [c.people.member.id],
        title: "交通劝导",
        heldOn: DAY,
        hours: "1.5",
      }),
  },
  "records.endTraining": {
    may: "leader manager",
    call: async (api, c) =>
      api.records.endTraining({ trainingId: (await recordsOf(c)).trainingId, version: 1 }),
  },
  "records.evaluations": {
    may: "poster clerk leader manager",
    call: async (api, c) => api.records.evaluations({ slotId: (await recordsOf(c)).over }),
  },
  "records.evaluate": {
    may: "poster clerk",
    call: async (api, c) =>
      api.records.evaluate({ slotId: (await recordsOf(c)).over, side: "beneficiary", given: [{ score: 5 }] }),
  },
  "records.evaluate as organiser": {
    may: "leader manager",
    call: async (api, c) =>
      api.records.evaluate({ slotId: (await recordsOf(c)).over, side: "organiser", given: [{ score: 5 }] }),
  },
  "records.ask": {
    may: "member",
    call: async (api, c) =>
      api.records.ask({
        personId: c.people.member.id,
        about: "honour",
        subjectId: (await recordsOf(c)).ofTeam,
        words: "不对",
      }),
  },
  "records.withdrawAsk": {
    may: "member",
    call: async (api, c) => api.records.withdrawAsk({ askId: (await recordsOf(c)).ofTraining, version: 1 }),
  },
  "records.asks": {
    may: "leader manager",
    call: (api, c) => api.records.asks({ organisationId: c.team }),
  },
  "records.asks of a town": {
    may: "town district",
    call: (api, c) => api.records.asks({ regionId: c.places.gaodu }),
  },
  "records.answerAsk": {
    may: "leader manager",
    call: async (api, c) =>
      api.records.answerAsk({
        askId: (await recordsOf(c)).ofTraining,
        version: 1,
        outcome: "upheld",
        answer: "没错",
      }),
  },
  "records.answerAsk about the district's": {
    may: "town district",
    call: async (api, c) =>
      api.records.answerAsk({
        askId: (await recordsOf(c)).ofHonour,
        version: 1,
        outcome: "upheld",
        answer: "没错",
      }),
  },
};
