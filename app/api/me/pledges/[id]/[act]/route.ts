// What a helper does with one pledge: each button of /me, /me/pledges/… and /team.

import { pledgeContactDraft } from "@/app/_shared/pledges/contact-draft";
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";

const text = (fields: FormData, name: string) => said(fields, name) ?? "";

/** The pledge, and the version the page was made from. */
const on = (fields: FormData, id: string | undefined) => ({
  pledgeId: id ?? "",
  version: said(fields, "version"),
  key: said(fields, "key"),
});

/** As the schema names it; what it does not know it refuses. */
const choice = <T extends string>(fields: FormData, name: string) => said(fields, name) as T | undefined;

const outcome = (fields: FormData) => ({
  accepted: text(fields, "accepted"),
  refused: text(fields, "refused"),
  short: text(fields, "short"),
  reason: choice<"damaged">(fields, "reason"),
  note: said(fields, "note"),
});

export const POST = actsRoute(
  {
    withdraw: async (api, fields, { id }) => {
      await api.pledges.withdraw({ ...on(fields, id), reason: choice<"other">(fields, "reason") });
    },
    accept: async (api, fields, { id }) => {
      await api.pledges.accept({ ...on(fields, id), keepWaiting: fields.get("keepWaiting") === "on" });
    },
    decline: async (api, fields, { id }) => {
      await api.pledges.decline(on(fields, id));
    },
    amend: async (api, fields, { id }) => {
      await api.pledges.amend({
        ...on(fields, id),
        amount: said(fields, "amount"),
        ifShort: choice<"ask">(fields, "ifShort"),
        note: said(fields, "note"),
        expectedOn: said(fields, "expectedOn"),
      });
    },
    confirm: async (api, _fields, { id }) => {
      await api.releases.confirm({ pledgeId: id ?? "" });
    },
    deny: async (api, _fields, { id }) => {
      await api.releases.deny({ pledgeId: id ?? "" });
    },
    answer: async (api, fields, { id }) => {
      const answer = choice<"done">(fields, "answer");
      await api.settlement.answer({ pledgeId: id ?? "", answer: answer!, note: said(fields, "note") });
    },
    contest: async (api, fields, { id }) => {
      await api.presence.contest({ pledgeId: id ?? "", note: text(fields, "note") });
    },
    // The number is kept for the page that comes back, which shows it once.
    look: async (api, _fields, { id }) => {
      const { name, phone, through } = await api.contacts.look({ pledgeId: id ?? "" });
      const values = { name: [name], phone: [phone ?? ""], through: [through ?? ""] };
      await api.drafts.keep({ form: pledgeContactDraft(id ?? ""), body: { values, refusal: null } });
    },
    send: async (api, fields, { id }) => {
      const [amount, key] = [text(fields, "amount"), text(fields, "key")];
      await api.deliveries.send({ pledgeId: id ?? "", amount, note: said(fields, "note"), key });
    },
    recall: async (api, fields) => {
      await api.deliveries.recall({ deliveryId: text(fields, "deliveryId") });
    },
    take: async (api, fields, { id }) => {
      await api.deliveries.accept({ pledgeId: id ?? "", ...outcome(fields), key: text(fields, "key") });
    },
    sign: async (api, fields) => {
      await api.deliveries.close({ deliveryId: text(fields, "deliveryId"), ...outcome(fields) });
    },
    returned: async (api, fields) => {
      await api.deliveries.giveBack({
        deliveryId: text(fields, "deliveryId"),
        amount: text(fields, "amount"),
        finished: fields.get("finished") === "on",
        reason: choice<"other">(fields, "reason"),
      });
    },
    monthly: async (api, fields) => {
      await api.recurring.start({
        slotId: text(fields, "slotId"),
        amount: text(fields, "amount"),
        dayOfMonth: text(fields, "dayOfMonth"),
        months: text(fields, "months"),
        organisationId: said(fields, "organisationId"),
        forPersonId: said(fields, "forPersonId"),
        key: text(fields, "key"),
      });
    },
  },
  "/me",
);
