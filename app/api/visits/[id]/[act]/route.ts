// The family's word on a home visit; the id is its link's own token.
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";

export const POST = actsRoute(
  {
    stop: async (api, fields, { id }) => {
      await api.homeVisits.stop({ token: id ?? "", note: said(fields, "note") });
    },
    allow: async (api, _fields, { id }) => {
      await api.homeVisits.allow({ token: id ?? "" });
    },
  },
  "/",
);
