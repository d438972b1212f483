// Who may: hours.
import { refuse } from "@/server/errors";
import type { PolicyCast } from "../../support/cast";
import { newKey } from "../../support/pledged";
import { type Rows, SIGNED_IN } from "./row";

/** A shift that is not over yet: whoever may ask is told so. */
const missingAt = (c: PolicyCast) => ({ slotId: c.day.slotId, from: c.sure.from, to: c.sure.to });

export const hours: Rows = {
  "hours.ofShift": {
    may: "poster clerk town district leader manager",
    call: (api, c) => api.hours.ofShift({ slotId: c.countedSlot }),
  },
  "hours.confirm": {
    may: "poster clerk town district leader manager",
    call: (api, c) => api.hours.confirm({ recordIds: [c.hours] }),
  },
  "hours.discard": {
    may: "poster clerk town district leader manager",
    call: (api, c) => api.hours.discard({ recordId: c.hours, reason: "点错了人" }),
  },
  "hours.closing": {
    may: "poster clerk",
    call: (api, c) => api.hours.closing({ slotId: c.day.slotId }),
  },
  "hours.close": {
    may: "poster clerk",
    call: (api, c) => api.hours.close({ slotId: c.day.slotId, key: newKey() }),
  },
  "hours.record": {
    may: "poster clerk town district leader manager member",
    call: (api, c) => api.hours.record({ recordId: c.sure.recordId }),
  },
  "hours.toldLate": {
    may: "poster clerk",
    call: (api, c) => api.hours.toldLate({ slotId: c.day.slotId }),
  },
  "hours.paper": {
    may: "poster clerk",
    call: (api, c) => api.hours.paper({ slotId: c.day.slotId }),
  },
  "hours.enterPaper": {
    may: "poster clerk",
    call: (api, c) =>
      api.hours.enterPaper({ slotId: c.day.slotId, text: "谁也不是 8:00 9:00", key: newKey() }),
  },
  "hours.ask": {
    may: "member",
    lasting: true,
    call: (api, c) => api.hours.ask({ ...c.sure, words: "早走了半小时", key: newKey() }),
  },
  "hours.askWhy": {
    may: "member",
    lasting: true,
    call: (api, c) => api.hours.askWhy({ recordId: c.hours, words: "一直没有确认", key: newKey() }),
  },
  "hours.askMissing": {
    may: SIGNED_IN,
    call: (api, c) => api.hours.askMissing({ ...missingAt(c), words: "我去了", key: newKey() }),
  },
  "hours.askMissing for another": {
    may: "member",
    call: (api, c) =>
      api.hours.askMissing({
        ...missingAt(c),
        personId: c.people.member.id,
        words: "他去了",
        key: newKey(),
      }),
  },
  "hours.askable": { may: SIGNED_IN, call: (api) => api.hours.askable({}) },
  "hours.askable of another": {
    may: "member",
    call: (api, c) => api.hours.askable({ personId: c.people.member.id }),
  },
  "hours.appeal": {
    may: "member",
    call: (api, c) => api.hours.appeal({ correctionId: c.correction, words: "不同意" }),
  },
  "hours.decide": {
    may: "district",
    call: (api, c) =>
      api.hours.decide({ correctionId: c.correction, outcome: "upheld", answer: "签到表上没有" }),
  },
  "hours.putRight": {
    may: "district leader manager",
    call: (api, c) => api.hours.putRight({ ...c.sure, version: 1, reason: "核对过签到表", key: newKey() }),
  },
  "hours.strike": {
    may: "district leader manager",
    call: (api, c) => api.hours.strike({ recordId: c.sure.recordId, version: 1, reason: "没有来" }),
  },
  "hours.drop": {
    may: "district leader manager",
    call: (api, c) => api.hours.drop({ correctionId: c.correction }),
  },
  "hours.withdraw": {
    may: "member",
    call: (api, c) => api.hours.withdraw({ correctionId: c.correction }),
  },
  "hours.answer": {
    may: "district leader manager",
    call: (api, c) =>
      api.hours.answer({ correctionId: c.correction, outcome: "upheld", answer: "签到表上没有" }),
  },
  "hours.correction": {
    may: "district leader manager member",
    call: (api, c) => api.hours.correction({ correctionId: c.correction }),
  },
  "hours.correctionsOf": {
    may: "district leader manager member",
    call: async (api, c) => {
      const answered = await api.hours.correctionsOf({ recordId: c.doubted });
      if (answered.length === 0) refuse("NOT_FOUND");
      return answered;
    },
  },
  "hours.checks": {
    may: "town district",
    call: (api, c) => api.hours.checks({ regionId: c.place.town }),
  },
  "hours.check": { may: "town district", call: (api, c) => api.hours.check({ checkId: c.check }) },
  "hours.unitRecord": {
    may: "town district leader manager",
    call: (api, c) => api.hours.unitRecord({ organisationId: c.team }),
  },
  "hours.answerCheck": {
    may: "town district",
    call: (api, c) => api.hours.answerCheck({ checkId: c.check, outcome: "sound", note: "看过了" }),
  },
  "hours.setDays": {
    may: "district fDistrict",
    call: (api) => api.hours.setDays({ days: [{ day: "2027-01-01", works: false, note: "元旦" }] }),
  },
  "hours.clearDay": {
    may: "district fDistrict",
    call: (api) => api.hours.clearDay({ day: "2027-01-01" }),
  },
};
