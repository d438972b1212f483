// The first thing asked for: with what the first page kept, it makes the need.
import { choiceOf, lineOf } from "@/app/_shared/desk/line-fields";
import { basicsOf } from "@/app/_shared/desk/need-fields";
import { said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";
import { refuse } from "@/server/errors";

export const POST = formRoute({
  form: () => "post-line:new",
  act: async (api, fields) => {
    const kept = await api.drafts.find({ form: "post:new" });
    if (kept === null) refuse("INVALID", { fields: { title: "required" } });
    const basics = new FormData();
    for (const [name, values] of Object.entries(kept.values))
      for (const value of values) basics.append(name, value);
    const line = lineOf(fields, choiceOf(fields.get("what")) ?? "gift", undefined);
    const answer = await api.needs.saveDraft({
      ...basicsOf(basics),
      key: said(fields, "key") ?? "",
      lines: [line],
    });
    await api.drafts.drop({ form: "post:new" });
    return answer;
  },
  done: ({ needId }) => `/post/${needId}`,
  back: (fields) => `/post/line?kind=${choiceOf(fields.get("what")) ?? "gift"}`,
});
