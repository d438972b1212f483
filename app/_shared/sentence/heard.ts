// Between a sentence that was read, the form that shows it, and the draft of a need. Pure.
import { titleHeard } from "@/app/_copy/sentence";
import { type LineChoice, lineOf } from "@/app/_shared/desk/line-fields";
import { said } from "@/app/_shared/site/fields";
import { kindsFor } from "@/server/matching/advisers/rules";
import type { AdviserKind } from "@/server/matching/advisers/schema";
import type { ParsedLine, ParsedSentence } from "@/server/matching/sentence/schema";
import type { LineInput } from "@/server/needs/lines/schema";
import { LINES_MAX, TITLE_MAX } from "@/server/needs/schema";
import { readAmount } from "@/server/needs/units/rules";
import { dayOf, HOUR_MS, intoDay } from "@/server/time";

/** A working day, where no hour was said; the form says that it is a proposal. */
export const WORKING_DAY = { from: "08:00", to: "17:00" } as const;
/** A title is read in one glance; the story keeps the rest. */
const TITLE_AIM = 30;

const choiceHeard = (line: Pick<ParsedLine, "kind" | "direction">): LineChoice | undefined =>
  line.kind === "goods" ? (line.direction ?? undefined) : line.kind;

/** As one would type it. A counting word the ledger has no unit for becomes 个; one that hides an amount (两车沙子) stays to be asked about. */
function typed({ quantity, unit, approx, kind }: ParsedLine): string | undefined {
  if (quantity === null) return undefined;
  const about = approx ? "约" : "";
  const figure = quantity >= 10_000 && quantity % 100 === 0 ? `${quantity / 10_000}万` : String(quantity);
  const spoken = `${about}${figure}${unit ?? ""}`;
  if (kind !== "goods") return `${about}${quantity}`;
  if (unit === null || readAmount(spoken)?.unit || /^[车挂吊堆垛]$/.test(unit)) return spoken;
  return `${about}${figure}个`;
}

/** To whom a chat speaks, and the numbers of its list: no part of what it says. */
const ADDRESS = /@\S+\s*|(?:各位|大家|亲爱的|尊敬的)\S{0,6}[:：]|^\s*(?:各位|大家|乡亲|父老)\S{0,6}好?\s*$/gm;
const LISTED = /^\s*(?:\d{1,2}|[①-⑳])\s*[、.．)）:：]\s*/;

/** In the asker's words as far as a glance goes; from what was heard where they never paused. */
function titleOf(story: string, lines: readonly ParsedLine[]): string {
  const parts = story
    .replace(ADDRESS, "\n")
    .split(/(?<=[，,。；;！!])|\n/)
    .map((part) => part.replace(LISTED, "").trim())
    .filter((part) => part !== "");
  let title = "";
  for (const part of parts) {
    const more = title === "" || /[，,。；;！!]$/.test(title) ? part : `，${part}`;
    if ((title + more).length > TITLE_AIM) break;
    title += more;
  }
  const asked = lines
    .filter((line) => line.item !== "")
    .map((line) => titleHeard(line.item, choiceHeard(line)));
  if (title === "") title = asked.length > 0 ? asked.join("，") : (parts[0] ?? "");
  return title.replace(/[，,。；;！!、\s]+$/, "").slice(0, TITLE_MAX);
}

/** Two hours at most are proposed of what is left of a day. */
const LAST_HOUR = 22;
const hourText = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

/** The hours that were said; where today's have begun, from the next full hour on, while there is one. */
function hoursHeard({ hours, by }: ParsedSentence, now: Date): { from: string; to: string } {
  const said = hours ?? WORKING_DAY;
  const next = Math.floor(intoDay(now) / HOUR_MS) + 1;
  if (by !== dayOf(now) || said.from >= hourText(next) || next >= LAST_HOUR) return said;
  return { from: hourText(next), to: said.to > hourText(next) ? said.to : hourText(next + 2) };
}

/** The form's first values. village: where people would meet. */
export function heardValues(
  heard: ParsedSentence,
  village: string,
  now: Date,
): Record<string, string | undefined> {
  const values: Record<string, string | undefined> = {
    title: titleOf(heard.story, heard.lines),
    story: heard.story,
    deadline: heard.by ?? undefined,
    ...hoursHeard(heard, now),
    place: `${village}村委会`.replace(/(村|社区|居委会|村委会)村委会$/, (_, end: string) =>
      end === "社区" ? "社区居委会" : end === "村" ? "村委会" : end,
    ),
    contactPhone: heard.phone ?? undefined,
  };
  heard.lines.slice(0, LINES_MAX).forEach((line, i) => {
    values[`lines.${i}.what`] = choiceHeard(line);
    values[`lines.${i}.item`] = line.item;
    values[`lines.${i}.quantity`] = typed(line);
  });
  return values;
}

/** Heard as hands, though its words are an adviser's matter: only a line of expertise is asked of the village's own first. */
export const adviserMeant = (what: string | undefined, item: string | undefined): AdviserKind | undefined =>
  what === "people" && item ? kindsFor({ kind: "expertise", item, qualification: null })[0] : undefined;

/** How many lines a posted form has. */
export function linesPosted(has: (name: string) => boolean): number {
  let count = 0;
  while (count < LINES_MAX && has(`lines.${count}.item`)) count++;
  return count;
}

/** Takes the lines marked as not wanted out of the form itself, so that what a refusal names is what is shown. */
export function dropUnwanted(fields: FormData): void {
  const count = linesPosted((name) => fields.has(name));
  const lines = Array.from({ length: count }, (_, i) => take(fields, i));
  lines
    .filter((line) => line.get("drop") !== "on")
    .forEach((line, i) => {
      for (const [name, value] of line) fields.append(`lines.${i}.${name}`, value);
    });
}

function take(fields: FormData, at: number): FormData {
  const prefix = `lines.${at}.`;
  const line = new FormData();
  for (const name of [...new Set(fields.keys())].filter((key) => key.startsWith(prefix))) {
    for (const value of fields.getAll(name)) line.append(name.slice(prefix.length), value);
    fields.delete(name);
  }
  return line;
}

const CHOICES = new Set(["sale", "gift", "loan", "people", "vehicle", "expertise"]);

/** The lines as the server takes them; day, hours and place are asked once for all people. */
export function linesOf(fields: FormData): { lines: LineInput[]; wrong: Record<string, string> } {
  const wrong: Record<string, string> = {};
  const copy = new FormData();
  for (const [name, value] of fields) copy.append(name, value);
  const count = linesPosted((name) => fields.has(name));
  const [day, from, to] = [said(fields, "deadline"), said(fields, "from"), said(fields, "to")];
  const lines = Array.from({ length: count }, (_, i) => {
    const line = take(copy, i);
    const what = said(line, "what");
    if (what === undefined || !CHOICES.has(what)) wrong[`lines.${i}.what`] = "required";
    if (what === "people") {
      if (day && from) line.set("startsAt", `${day}T${from}`);
      if (day && to) line.set("endsAt", `${day}T${to}`);
      line.set("place", said(fields, "place") ?? "");
    }
    return lineOf(line, (what ?? "gift") as LineChoice, undefined);
  });
  return { lines, wrong };
}
