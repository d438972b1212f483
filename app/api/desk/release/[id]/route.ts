// One spoken claim, written down; back to the same line, ready for the next unit.
import { idOr } from "@/app/_shared/desk/ids";
import { said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";

const pageOf = (id: string | undefined, fields: FormData, more: Record<string, string>) =>
  `/desk/release/${idOr(id)}?${new URLSearchParams({ need: idOr(said(fields, "needId")), slot: idOr(said(fields, "slotId")), ...more })}`;

export const POST = formRoute({
  form: (_, { id }) => `release:${idOr(id)}`,
  act: (api, fields, { id }) =>
    api.releases.record({
      releaseId: id ?? "",
      slotId: said(fields, "slotId") ?? "",
      organisationId: said(fields, "organisationId") ?? "",
      amount: said(fields, "amount") ?? "",
      ifShort: fields.get("ifShort") === "part" ? "part" : "ask",
      note: said(fields, "note"),
      key: said(fields, "key") ?? "",
    }),
  done: (_, fields, { id }) => `${pageOf(id, fields, { done: "record" })}#form`,
  back: (fields, { id }) =>
    pageOf(id, fields, { unit: idOr(said(fields, "organisationId")), q: said(fields, "q") ?? "" }),
});
