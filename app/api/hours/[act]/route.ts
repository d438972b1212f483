// Closing a shift, somebody's word on hours, questions and answers about them: plain forms.

import { fromWall } from "@/app/_copy/dates";
import type { Api as Caller } from "@/app/_shared/desk/act-route";
import { daysIn } from "@/app/_shared/hours/days";
import { paperBody, paperDraft } from "@/app/_shared/hours/paper-draft";
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";
import { DAY_MS } from "@/server/time";

type Row = NonNullable<Parameters<Caller["hours"]["close"]>[0]["rows"]>[number];

/** A time of the shift's day; one that is not after `after` is of the next morning. */
function timeOf(day: string, typed: string | undefined, after?: Date): Date | undefined {
  const at = typed === undefined ? null : fromWall(`${day}T${typed}`);
  if (at === null) return undefined;
  return after !== undefined && at <= after ? new Date(at.getTime() + DAY_MS) : at;
}

/** An untouched field means the moment itself, with its seconds, not the minute that is shown. */
function moment(fields: FormData, name: string, id: string, day: string, after?: Date): Date | undefined {
  const [typed, shown, exact] = ["", "-was", "-at"].map((end) => said(fields, `${name}${end}.${id}`));
  if (typed === shown && exact !== undefined) return new Date(exact);
  return timeOf(day, typed, after);
}

/** Only who differs from the plan is said. */
function rowsOf(fields: FormData): Row[] {
  return fields.getAll("person").flatMap((value): Row[] => {
    const personId = String(value);
    const field = (name: string) => said(fields, `${name}.${personId}`);
    const paid = field("paid") === "on";
    if (field("absent") === "on") return [{ personId, outcome: "absent" as const }];
    // Who counts already has no times to change.
    const asked = fields.has(`from.${personId}`);
    const changed = asked && (field("from") !== field("from-was") || field("to") !== field("to-was"));
    if (!changed) return paid ? [{ personId, outcome: "plan" as const, paid }] : [];
    const day = field("day") ?? "";
    const from = moment(fields, "from", personId, day);
    const to = moment(fields, "to", personId, day, from);
    return [{ personId, outcome: "times" as const, from, to, paid }];
  });
}

/** From when to when of one day; left out where nothing was typed. `from` and `to` are the form's pages. */
function span(fields: FormData): { from: Date | undefined; to: Date | undefined } {
  const day = said(fields, "day") ?? "";
  const from = timeOf(day, said(fields, "came"));
  return { from, to: timeOf(day, said(fields, "left"), from) };
}
const text = (fields: FormData, name: string) => said(fields, name) ?? "";
const choice = <T extends string>(fields: FormData, name: string) => said(fields, name) as T;
type Three = [string, string, string];
/** Nothing typed: the procedure says so of the field. */
const MISSING = new Date(Number.NaN);

const answerIn = (fields: FormData) => ({
  correctionId: text(fields, "subject"),
  outcome: choice<"upheld">(fields, "outcome"),
  ...(said(fields, "outcome") === "corrected" && fields.has("timed") ? span(fields) : {}),
  answer: text(fields, "answer"),
});

type Finding = NonNullable<Parameters<Caller["hours"]["answerCheck"]>[0]["findings"]>[number];

/** Only records that do not hold are said: struck, or with times that were changed. */
function findingsOf(fields: FormData): Finding[] {
  return fields.getAll("record").flatMap((value): Finding[] => {
    const recordId = String(value);
    if (fields.has(`struck.${recordId}`)) return [{ recordId, outcome: "struck" }];
    const field = (name: string) => said(fields, `${name}.${recordId}`);
    if (field("from") === field("from-was") && field("to") === field("to-was")) return [];
    const day = field("day") ?? "";
    const from = moment(fields, "from", recordId, day);
    const to = moment(fields, "to", recordId, day, from);
    return [{ recordId, outcome: "times", from: from ?? MISSING, to: to ?? MISSING }];
  });
}

export const POST = actsRoute(
  {
    close: async (api, fields) => {
      await api.hours.close({
        slotId: said(fields, "subject") ?? "",
        key: said(fields, "key") ?? "",
        others: said(fields, "others") === "came" ? "came" : "absent",
        rows: rowsOf(fields),
      });
    },
    confirm: async (api, fields) => {
      const recordIds = fields.getAll("recordId").map(String);
      const outcomes = await api.hours.confirm({ recordIds });
      const some = outcomes.some((one) => one.why !== null);
      return some ? { to: `${said(fields, "to") ?? "/team"}?done=confirm-some`, quiet: true } : undefined;
    },
    ask: async (api, fields) => {
      const { from = MISSING, to = MISSING } = span(fields);
      const [recordId, words, key] = ["subject", "words", "key"].map((name) => text(fields, name)) as Three;
      await api.hours.ask({ recordId, from, to, words, key });
    },
    "ask-why": async (api, fields) => {
      const [recordId, words, key] = ["subject", "words", "key"].map((name) => text(fields, name)) as Three;
      await api.hours.askWhy({ recordId, ...span(fields), words, key });
    },
    "ask-missing": async (api, fields) => {
      const { from = MISSING, to = MISSING } = span(fields);
      const [slotId, words, key] = ["subject", "words", "key"].map((name) => text(fields, name)) as Three;
      await api.hours.askMissing({ slotId, from, to, words, key });
    },
    withdraw: async (api, fields) => {
      await api.hours.withdraw({ correctionId: text(fields, "correctionId") });
    },
    appeal: async (api, fields) => {
      await api.hours.appeal({ correctionId: text(fields, "subject"), words: text(fields, "words") });
    },
    answer: (api, fields) => api.hours.answer(answerIn(fields)),
    decide: (api, fields) => api.hours.decide(answerIn(fields)),
    drop: async (api, fields) => {
      await api.hours.drop({ correctionId: text(fields, "correctionId") });
    },
    "put-right": async (api, fields) => {
      const { from = MISSING, to = MISSING } = span(fields);
      const [recordId, reason, key] = ["subject", "reason", "key"].map((name) => text(fields, name)) as Three;
      const version = text(fields, "version");
      const { outcome } = await api.hours.putRight({ recordId, version, from, to, reason, key });
      return outcome === "proposed"
        ? { to: `/desk/hours/${recordId}?done=proposed`, quiet: true }
        : undefined;
    },
    strike: async (api, fields) => {
      const [recordId, version, reason] = ["subject", "version", "reason"].map((name) =>
        text(fields, name),
      ) as Three;
      await api.hours.strike({ recordId, version, reason });
    },
    check: async (api, fields) => {
      await api.hours.answerCheck({
        checkId: text(fields, "subject"),
        outcome: choice<"sound">(fields, "outcome"),
        note: text(fields, "note"),
        findings: findingsOf(fields),
      });
    },
    days: async (api, fields) => {
      const days = daysIn(text(fields, "lines"));
      await api.hours.setDays({ days });
      return { to: `/district/calendar?year=${days[0]?.day.slice(0, 4) ?? ""}` };
    },
    "clear-day": async (api, fields) => {
      await api.hours.clearDay({ day: text(fields, "day") });
    },
    // Kept for the page that reads it line by line; nothing is written yet.
    "paper-check": async (api, fields) => {
      const slotId = text(fields, "subject");
      await api.drafts.keep({ form: paperDraft(slotId), body: paperBody(text(fields, "text")) });
      return { to: `/day/${slotId}/paper#read`, quiet: true };
    },
    paper: async (api, fields) => {
      const [slotId, paper, key] = ["subject", "text", "key"].map((name) => text(fields, name)) as Three;
      await api.drafts.keep({ form: paperDraft(slotId), body: paperBody(paper) });
      await api.hours.enterPaper({ slotId, text: paper, key });
      await api.drafts.drop({ form: paperDraft(slotId) });
    },
    discard: async (api, fields) => {
      await api.hours.discard({
        recordId: said(fields, "recordId") ?? "",
        reason: said(fields, "reason") ?? "",
      });
    },
  },
  "/team",
);
