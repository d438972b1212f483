// What becomes of one delivery: here, counted, put right, taken back, returned.
import { actRoute } from "@/app/_shared/desk/act-route";
import { said } from "@/app/_shared/site/fields";
import type { LOSS_REASONS, SHORTFALL_REASONS } from "@/server/pledges/deliveries/schema";

const outcome = (fields: FormData) => ({
  accepted: said(fields, "accepted"),
  refused: said(fields, "refused"),
  short: said(fields, "short"),
  reason: said(fields, "reason") as (typeof SHORTFALL_REASONS)[number] | undefined,
  note: said(fields, "note"),
});

export const POST = actRoute(
  {
    receive: (api, id, fields) =>
      api.deliveries.receive({ deliveryId: id, amount: said(fields, "amount") ?? "" }),
    "close-delivery": (api, id, fields) => api.deliveries.close({ deliveryId: id, ...outcome(fields) }),
    correct: (api, id, fields) => api.deliveries.correct({ deliveryId: id, ...outcome(fields) }),
    recall: (api, id) => api.deliveries.recall({ deliveryId: id }),
    "give-goods-back": (api, id, fields) =>
      api.deliveries.giveBack({
        deliveryId: id,
        amount: said(fields, "amount"),
        finished: fields.get("finished") === "on",
        reason: said(fields, "reason") as (typeof LOSS_REASONS)[number] | undefined,
      }),
  },
  () => "/desk",
);
