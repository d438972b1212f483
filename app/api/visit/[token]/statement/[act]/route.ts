// A family's statement, by the link it was sent.
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";

export const POST = actsRoute(
  {
    state: async (api, fields, { token }) => {
      await api.attendance.stateByVisit({
        token: token ?? "",
        headcount: said(fields, "headcount") ?? "",
        hours: said(fields, "hours") ?? "",
        minutes: said(fields, "minutes"),
        note: said(fields, "note"),
        version: said(fields, "version"),
      });
    },
  },
  "/",
);
