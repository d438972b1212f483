// The first half of a new need: checked and kept sealed as a draft, until the first thing asked for makes it a need.

import { choiceOf, type LineChoice } from "@/app/_shared/desk/line-fields";
import { basicsOf } from "@/app/_shared/desk/need-fields";
import { said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";
import { now } from "@/app/_trpc/site";
import { refuse } from "@/server/errors";
import { wrongDates } from "@/server/needs/rules";
import { draftInput } from "@/server/needs/schema";
import { refuseHardWording } from "@/server/needs/wording/rules";

/** Stands for the things asked for, which come on the next page. */
const LATER = { kind: "vehicle" as const, item: "-", quantity: 1, unit: "vehicle" as const };

/** What the server says of this half, so that nobody learns of it a page later. */
function mustBeWell(fields: FormData): void {
  const basics = basicsOf(fields);
  const parsed = draftInput.safeParse({ ...basics, key: "00000000", lines: [LATER] });
  const wrong: Record<string, string> = parsed.success ? wrongDates(parsed.data.deadlineAt, [], now()) : {};
  for (const issue of parsed.error?.issues ?? []) wrong[issue.path.join(".")] ??= issue.message;
  const choice = choiceOf(fields.get("what"));
  if (choice === undefined) wrong.what = "required";
  if (basics.lane === "confidential" && choice !== undefined && GOODS.includes(choice))
    wrong.lane = "not_for_goods";
  if (Object.keys(wrong).length > 0) refuse("INVALID", { fields: wrong });
  refuseHardWording({ title: basics.title, story: basics.story, risk: basics.risk });
}

/** Never asked for in confidence. */
const GOODS: readonly LineChoice[] = ["sale", "gift", "loan"];

const KEPT = [
  "regionId",
  "organisationId",
  "title",
  "story",
  "riskPick",
  "riskMore",
  "contactName",
  "contactPhone",
  "deadline",
  "onBehalf",
  "helpedName",
  "helpedPhone",
  "helpedAddress",
  "helpedNote",
  "consentHow",
  "consentOn",
  "confidential",
  "what",
];

export const POST = formRoute({
  form: () => "post-basics",
  act: async (api, fields) => {
    const values = Object.fromEntries(
      KEPT.map((name) => [name, fields.getAll(name).filter((v): v is string => typeof v === "string")]),
    );
    mustBeWell(fields);
    await api.drafts.keep({ form: "post:new", body: { values, refusal: null } });
    return choiceOf(fields.get("what"));
  },
  done: (what) => `/post/line?kind=${what}`,
  back: (fields) => `/post?region=${Number(said(fields, "regionId")) || ""}`,
});
