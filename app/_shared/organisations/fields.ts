// What an organisation says it can do, as its form posts it. Pure.
import { said } from "@/app/_shared/site/fields";
import { EQUIPMENT, type WORKS } from "@/server/organisations/abilities/schema";
import type { OrganisationKind } from "@/server/organisations/schema";

type Work = (typeof WORKS)[number];

/** Numbers beside the equipment are `equipment-truck` …; empty or 0: none. */
const abilitiesOf = (fields: FormData) => ({
  areas: fields.getAll("areas").map(String),
  works: fields.getAll("works").map((work) => String(work) as Work),
  equipment: EQUIPMENT.flatMap((code) => {
    const amount = said(fields, `equipment-${code}`);
    return amount === undefined || amount.trim() === "0" ? [] : [{ code, amount }];
  }),
});

/** What apply and change have in common. */
export const describedIn = (fields: FormData) => ({
  kind: said(fields, "kind") as OrganisationKind | undefined,
  regionId: said(fields, "regionId"),
  contactName: said(fields, "contactName"),
  phone: said(fields, "phone"),
  abilities: abilitiesOf(fields),
});
