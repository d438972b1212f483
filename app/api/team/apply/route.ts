// Entering a team, a unit or another organisation, from one page.
import { said } from "@/app/_shared/site/fields";
import { actDraft } from "@/app/_trpc/acts";
import { formRoute } from "@/app/_trpc/form";
import type { OrganisationKind } from "@/server/organisations/schema";

export const POST = formRoute({
  form: () => actDraft("apply", "one"),
  act: (api, fields) =>
    api.organisations.add({
      name: said(fields, "name") ?? "",
      kind: said(fields, "kind") as OrganisationKind,
      regionId: said(fields, "regionId"),
      contactName: said(fields, "contactName"),
      phone: said(fields, "phone"),
      asLeader: true,
    }),
  done: ({ organisationId, verified }) =>
    `/team?org=${organisationId}&done=${verified ? "apply-verified" : "apply"}`,
  back: () => "/team/new",
});
