// 我来顶替, and a leader who puts a member there; and: they come after all.
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";

export const POST = actsRoute(
  {
    "stand-in": async (api, fields, { id }) => {
      const taken = await api.standIns.take({ standInId: id ?? "", key: said(fields, "key") });
      return { to: taken.seatId ? `/me/seats/${taken.seatId}` : `/me/pledges/${taken.pledgeId}` };
    },
    place: async (api, fields, { id }) => {
      const personId = said(fields, "personId") ?? "";
      await api.standIns.take({ standInId: id ?? "", personId, key: said(fields, "key") });
    },
    "call-off": async (api, _fields, { id }) => {
      await api.standIns.callOff({ standInId: id ?? "" });
    },
  },
  "/me/stand-ins",
);
