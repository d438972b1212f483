// One more thing asked for, or one of them changed; the rest of the draft stays.
import { draftOf } from "@/app/_shared/desk/draft-of";
import { idOr } from "@/app/_shared/desk/ids";
import { choiceOf, lineOf } from "@/app/_shared/desk/line-fields";
import { said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";

export const POST = formRoute({
  form: (_, { id }) => `post-line:${idOr(id)}`,
  act: async (api, fields, { id }) => {
    const need = await api.needs.managed({ needId: id ?? "" });
    const draft = draftOf(need, said(fields, "key") ?? "");
    const lineId = said(fields, "line");
    const line = lineOf(fields, choiceOf(fields.get("what")) ?? "gift", lineId);
    const lines =
      lineId === undefined
        ? [...draft.lines, line]
        : draft.lines.map((other, i) => (need.lines[i]?.id === lineId ? line : other));
    return api.needs.saveDraft({ ...draft, lines, version: Number(said(fields, "version")) });
  },
  done: ({ needId }) => `/post/${needId}`,
  back: (fields, { id }) => {
    const line = said(fields, "line");
    const what = line ? `line=${idOr(line)}` : `kind=${choiceOf(fields.get("what")) ?? "gift"}`;
    return `/post/${idOr(id)}/line?${what}`;
  },
});
