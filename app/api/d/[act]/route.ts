// Coming and going by a code: the six digits, and the one act of a ticket.
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";

export const POST = actsRoute(
  {
    digits: async (api, fields) => {
      const { ticket } = await api.attendance.openDigits({ digits: said(fields, "digits") ?? "" });
      return { to: `/d?t=${ticket}`, quiet: true };
    },
    use: async (api, fields) => {
      const { slotId, what } = await api.attendance.use({ ticket: said(fields, "ticket") ?? "" });
      return { to: `/d?shift=${slotId}&now=${what}`, quiet: true };
    },
  },
  "/d",
);
