// The one red button: publishes where the poster may, otherwise sends it to whoever answers.
import { idOr } from "@/app/_shared/desk/ids";
import { said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";
import { WORDING_KINDS } from "@/server/needs/wording/rules";

export const POST = formRoute({
  form: (_, { id }) => `post-check:${idOr(id)}`,
  act: (api, fields, { id }) =>
    api.needs.submit({
      needId: id ?? "",
      version: said(fields, "version"),
      acknowledged: WORDING_KINDS.filter((kind) => fields.getAll("acknowledged").includes(kind)),
    }),
  done: ({ needId }) => `/post/${needId}/done`,
  back: (_, { id }) => `/post/${idOr(id)}/check`,
});
