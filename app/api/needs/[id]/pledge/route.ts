// A pledge by whoever is signed in, or by a visitor whose phone and code are the sign-up: one post either way.

import { pledgeDraft, pledgePath } from "@/app/_shared/needs/pledge-path";
import { firstFields, kept, said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";
import { IF_SHORT, type IfShort } from "@/server/pledges/rules";

const KEPT = ["amount", "expectedOn", "note", "name", "phone", "privacy", "age14", "sms"] as const;

const wishOf = (fields: FormData) => ({
  slotId: said(fields, "slotId") ?? "",
  amount: said(fields, "rest") ?? said(fields, "amount") ?? "", // rest: the button that takes what is left
  ifShort: IF_SHORT.find((choice): choice is IfShort => choice === fields.get("ifShort")),
  note: said(fields, "note"),
  expectedOn: said(fields, "expectedOn"),
  key: said(fields, "key") ?? "",
});

const typed = (fields: FormData) => Object.fromEntries(KEPT.map((name) => [name, said(fields, name)]));

export const POST = formRoute({
  form: (fields) => pledgeDraft("form", fields),
  act: async (api, fields) => {
    const wish = wishOf(fields);
    const token = said(fields, "token");
    if (token === undefined && !fields.has("phone")) {
      const organisationId = said(fields, "organisationId");
      return {
        kind: "pledged" as const,
        answer: await api.pledges.make({ ...wish, organisationId }),
        cookies: [],
      };
    }
    const first = firstFields(fields);
    const result = await api.pledges.visit(
      token === undefined
        ? { ...wish, ...first, phone: said(fields, "phone") ?? "", code: said(fields, "code") ?? "" }
        : { ...wish, ...first, token, personId: said(fields, "personId") },
    );
    if (result.kind === "more") {
      const values = kept({ ...typed(fields), token: result.token, people: JSON.stringify(result.people) });
      await api.drafts.keep({ form: pledgeDraft("who", fields), body: { values, refusal: null } });
    }
    if (result.kind === "refused") {
      const refusal = { code: result.refusal, facts: result.facts };
      await api.drafts.keep({
        form: pledgeDraft("again", fields),
        body: { values: kept(typed(fields)), refusal },
      });
    }
    return result;
  },
  done: (result, fields, params) => {
    if (result.kind === "more") return pledgePath(params.id, fields, "who");
    if (result.kind === "refused")
      return { to: pledgePath(params.id, fields, "again"), cookies: result.cookies };
    return { to: `/needs/${params.id}/pledge/${result.answer.pledgeId}`, cookies: result.cookies };
  },
  back: (fields, params) => pledgePath(params.id, fields),
});
