// A village's advisers: written down, and laid down.
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";
import type { AdviserKind } from "@/server/matching/advisers/schema";

export const POST = actsRoute(
  {
    appoint: async (api, fields) => {
      await api.advisers.appoint({
        regionId: said(fields, "regionId") ?? "",
        kind: said(fields, "kind") as AdviserKind,
        name: said(fields, "name") ?? "",
        phone: said(fields, "phone") ?? "",
      });
    },
    "end-adviser": async (api, fields) => {
      await api.advisers.end({
        adviserId: said(fields, "adviserId") ?? "",
        version: said(fields, "version") ?? "",
      });
    },
  },
  "/desk/advisers",
);
