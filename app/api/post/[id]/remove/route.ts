// One thing less in a draft.
import { draftOf } from "@/app/_shared/desk/draft-of";
import { idOr } from "@/app/_shared/desk/ids";
import { said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";

export const POST = formRoute({
  form: (_, { id }) => `post-hub:${idOr(id)}`,
  act: async (api, fields, { id }) => {
    const need = await api.needs.managed({ needId: id ?? "" });
    const draft = draftOf(need, said(fields, "key") ?? "");
    const gone = said(fields, "line");
    const lines = draft.lines.filter((_, i) => need.lines[i]?.id !== gone);
    return api.needs.saveDraft({ ...draft, lines, version: Number(said(fields, "version")) });
  },
  done: ({ needId }) => `/post/${needId}`,
  back: (_, { id }) => `/post/${idOr(id)}`,
});
