// The district's plan: asked for, stopped, changed, a number looked up, sent.
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";

const text = (fields: FormData, name: string) => said(fields, name) ?? "";
const plan = (fields: FormData) => ({ planId: text(fields, "planId"), version: text(fields, "version") });

export const POST = actsRoute(
  {
    make: async (api, fields) => {
      const { planId } = await api.plan.make({
        regionId: text(fields, "regionId"),
        period: (said(fields, "period") ?? "week") as "week",
        follows: said(fields, "follows"),
      });
      return { to: `/district/plan/${planId}` };
    },
    cancel: async (api, fields) => {
      await api.plan.cancel(plan(fields));
    },
    edit: async (api, fields) => {
      await api.plan.edit({
        itemId: text(fields, "itemId"),
        version: text(fields, "version"),
        amount: said(fields, "amount"),
        locked: said(fields, "locked") as "yes" | undefined,
      });
    },
    look: async (api, fields) => {
      await api.plan.lookUp({ planId: text(fields, "planId"), helperId: text(fields, "helperId") });
    },
    send: async (api, fields) => {
      await api.plan.send({ ...plan(fields), key: text(fields, "key") });
    },
    "send-rest": async (api, fields) => {
      await api.plan.send({ ...plan(fields), key: text(fields, "key"), rest: "yes" });
    },
  },
  "/district/plan",
);
