// Who goes: naming (id: the pledge), 我来不了 and taking off (id: the seat), telling a family (id: the shift).
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";

const on = (fields: FormData, id: string | undefined) => ({
  seatId: id ?? "",
  version: said(fields, "version"),
  key: said(fields, "key"),
});

export const POST = actsRoute(
  {
    name: async (api, fields, { id }) => {
      const personIds = fields.getAll("personIds").map(String);
      await api.seats.name({ pledgeId: id ?? "", personIds, key: said(fields, "key") });
    },
    leave: async (api, fields, { id }) => {
      await api.seats.leave({ ...on(fields, id), reason: said(fields, "reason") as "other" });
    },
    "remove-seat": async (api, fields, { id }) => {
      await api.seats.remove({ ...on(fields, id), reason: said(fields, "reason") as "other" });
    },
    tell: async (api, _fields, { id }) => {
      await api.homeVisits.tell({ slotId: id ?? "" });
    },
  },
  "/me",
);
