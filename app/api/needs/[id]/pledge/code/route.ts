// A code for a visitor's pledge: sent, and everything typed so far kept for the page that comes back.

import { pledgeDraft, pledgePath } from "@/app/_shared/needs/pledge-path";
import { kept, said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";

const KEPT = ["amount", "expectedOn", "note", "name", "phone", "privacy", "age14", "sms", "ifShort"] as const;

export const POST = formRoute({
  form: (fields) => pledgeDraft("code", fields),
  act: async (api, fields) => {
    const { shown } = await api.sessions.requestCode({ phone: said(fields, "phone") ?? "" });
    const values = kept({
      ...Object.fromEntries(KEPT.map((name) => [name, said(fields, name)])),
      sent: "1",
      shown,
    });
    await api.drafts.keep({ form: pledgeDraft("form", fields), body: { values, refusal: null } });
  },
  done: (_, fields, params) => `${pledgePath(params.id, fields)}#code`,
  back: (fields, params) => pledgePath(params.id, fields),
});
