// Entering a team, a unit or another organisation, from one page.
import { describedIn } from "@/app/_shared/organisations/fields";
import { said } from "@/app/_shared/site/fields";
import { actDraft } from "@/app/_trpc/acts";
import { formRoute } from "@/app/_trpc/form";
import type { OrganisationKind } from "@/server/organisations/schema";

export const POST = formRoute({
  form: () => actDraft("apply", "one"),
  act: (api, fields) =>
    api.organisations.add({
      ...describedIn(fields),
      kind: said(fields, "kind") as OrganisationKind,
      name: said(fields, "name") ?? "",
      about: said(fields, "about"),
      weeklyCapacity: said(fields, "weeklyCapacity"),
      asLeader: true,
    }),
  done: ({ organisationId, verified }) =>
    `/team/${organisationId}?done=${verified ? "apply-verified" : "apply"}`,
  back: () => "/team/new",
});
