// What was understood, put right: the need's draft with all its lines at once.
import { basicsOf } from "@/app/_shared/desk/need-fields";
import { dropUnwanted, linesOf } from "@/app/_shared/sentence/heard";
import { said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";
import { refuse } from "@/server/errors";

export const POST = formRoute({
  form: () => "post-said",
  act: async (api, fields) => {
    dropUnwanted(fields);
    const { lines, wrong } = linesOf(fields);
    if (lines.length === 0) wrong.lines = "required";
    if (Object.keys(wrong).length > 0) refuse("INVALID", { fields: wrong });
    const answer = await api.needs.saveDraft({ ...basicsOf(fields), key: said(fields, "key") ?? "", lines });
    await api.drafts.drop({ form: "post:said" });
    return answer;
  },
  done: ({ needId }) => `/post/${needId}/check`,
  back: () => "/post/said",
});
