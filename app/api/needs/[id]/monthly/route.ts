// The same amount every month: a parent whose children are pledges like any other.
import { pledgeDraft, pledgePath } from "@/app/_shared/needs/pledge-path";
import { said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";

export const POST = formRoute({
  form: (fields) => pledgeDraft("monthly", fields),
  act: (api, fields) =>
    api.recurring.start({
      slotId: said(fields, "slotId") ?? "",
      amount: said(fields, "amount") ?? "",
      dayOfMonth: said(fields, "dayOfMonth") ?? "",
      months: said(fields, "months") ?? "",
      organisationId: said(fields, "organisationId"),
      key: said(fields, "key") ?? "",
    }),
  done: () => "/me",
  back: (fields, params) => pledgePath(params.id, fields),
});
