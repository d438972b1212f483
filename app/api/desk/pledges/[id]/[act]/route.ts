// Everything a desk does with one pledge.
import { actRoute } from "@/app/_shared/desk/act-route";
import { said } from "@/app/_shared/site/fields";
import type { SHORTFALL_REASONS } from "@/server/pledges/deliveries/schema";
import type { REMOVE_REASONS } from "@/server/pledges/schema";

const onPledge = (pledgeId: string, fields: FormData) => ({
  pledgeId,
  version: said(fields, "version"),
  key: said(fields, "key"),
});
const because = (fields: FormData) => ({
  reason: said(fields, "reason") as (typeof REMOVE_REASONS)[number],
  note: said(fields, "note"),
});

export const POST = actRoute(
  {
    approve: (api, id, fields) => api.pledges.approve(onPledge(id, fields)),
    refuse: (api, id, fields) => api.pledges.refuse({ ...onPledge(id, fields), ...because(fields) }),
    remove: (api, id, fields) => api.pledges.remove({ ...onPledge(id, fields), ...because(fields) }),
    call: (api, id, fields) => api.pledges.logCall(onPledge(id, fields)),
    look: async (api, id) => {
      const seen = await api.contacts.look({ pledgeId: id });
      const values = Object.fromEntries(
        Object.entries(seen).flatMap(([name, value]) => (value ? [[name, [value]]] : [])),
      );
      await api.drafts.keep({ form: `look:${id}`, body: { values, refusal: null } });
      return { say: "look" };
    },
    send: (api, id, fields) =>
      api.deliveries.send({
        pledgeId: id,
        amount: said(fields, "amount") ?? "",
        note: said(fields, "note"),
        key: said(fields, "key") ?? "",
      }),
    accept: (api, id, fields) =>
      api.deliveries.accept({
        pledgeId: id,
        accepted: said(fields, "accepted"),
        refused: said(fields, "refused"),
        short: said(fields, "short"),
        reason: said(fields, "reason") as (typeof SHORTFALL_REASONS)[number] | undefined,
        note: said(fields, "note"),
        key: said(fields, "key") ?? "",
      }),
    rest: (api, id) => api.settlement.settleRest({ pledgeId: id }),
    resolve: (api, id) => api.settlement.resolve({ pledgeId: id }),
    came: (api, id, fields) => api.presence.markCame({ pledgeId: id, came: said(fields, "came") ?? "" }),
  },
  () => "/desk",
);
