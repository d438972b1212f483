// Closing a shift, and somebody's word on hours: plain forms.
import { fromWall } from "@/app/_copy/dates";
import type { Api as Caller } from "@/app/_shared/desk/act-route";
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";

type Row = NonNullable<Parameters<Caller["hours"]["close"]>[0]["rows"]>[number];
const DAY_MS = 86_400_000;

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
    discard: async (api, fields) => {
      await api.hours.discard({
        recordId: said(fields, "recordId") ?? "",
        reason: said(fields, "reason") ?? "",
      });
    },
  },
  "/team",
);
