// 照建议改: takes the neutral words of one finding, or of all.
import { draftOf, findingName, withNeutralWords } from "@/app/_shared/desk/draft-of";
import { idOr } from "@/app/_shared/desk/ids";
import { said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";

export const POST = formRoute({
  form: (_, { id }) => `post-check:${idOr(id)}`,
  act: async (api, fields, { id }) => {
    const need = await api.needs.managed({ needId: id ?? "" });
    const take = said(fields, "take");
    const taken = need.findings.filter((f) => take === "all" || findingName(f) === take);
    return api.needs.saveDraft({
      ...withNeutralWords(draftOf(need, said(fields, "key") ?? ""), taken),
      version: Number(said(fields, "version")),
    });
  },
  done: ({ needId }) => `/post/${needId}/check`,
  back: (_, { id }) => `/post/${idOr(id)}/check`,
});
