// The first half of a need that is still a draft, changed; its lines stay.
import { draftOf } from "@/app/_shared/desk/draft-of";
import { idOr } from "@/app/_shared/desk/ids";
import { basicsOf } from "@/app/_shared/desk/need-fields";
import { said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";

export const POST = formRoute({
  form: (_, { id }) => `post-basics:${idOr(id)}`,
  act: async (api, fields, { id }) => {
    const need = await api.needs.managed({ needId: id ?? "" });
    const draft = draftOf(need, said(fields, "key") ?? "");
    const version = Number(said(fields, "version"));
    return api.needs.saveDraft({ ...draft, ...basicsOf(fields), version });
  },
  done: ({ needId }) => `/post/${needId}`,
  back: (fields, { id }) => `/post/${idOr(id)}/edit?region=${Number(said(fields, "regionId")) || ""}`,
});
