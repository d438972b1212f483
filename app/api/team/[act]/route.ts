// What a leader does for an organisation besides claiming: entering it.
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";
import type { OrganisationKind } from "@/server/organisations/schema";

export const POST = actsRoute(
  {
    apply: async (api, fields) => {
      const { organisationId } = await api.organisations.add({
        name: said(fields, "name") ?? "",
        kind: said(fields, "kind") as OrganisationKind,
        regionId: said(fields, "regionId"),
        contactName: said(fields, "contactName"),
        phone: said(fields, "phone"),
        asLeader: true,
      });
      return { to: `/team?org=${organisationId}` };
    },
  },
  "/team",
);
