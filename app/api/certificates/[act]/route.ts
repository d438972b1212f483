// Asking for a certificate, answering, issuing to several, ending one; and what may be printed of me.
// (The first day is called `since` in forms: `from` is where a refusal leads back to.)
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";

const text = (fields: FormData, name: string) => said(fields, name) ?? "";
const texts = (fields: FormData, name: string) =>
  fields.getAll(name).flatMap((value) => (typeof value === "string" ? [value] : []));
const one = (fields: FormData) => ({ certificateId: text(fields, "certificateId") });
type Printed = "certificate_name" | "certificate_id";

export const POST = actsRoute(
  {
    ask: async (api, fields) => {
      const personId = said(fields, "personId");
      await api.certificates.ask({
        unitId: text(fields, "unitId"),
        personId,
        from: text(fields, "since"),
        until: text(fields, "until"),
        purpose: said(fields, "purpose"),
        showsName: fields.get("showsName") === "on",
        showsId: fields.get("showsId") === "on",
        key: text(fields, "key"),
      });
      return { to: personId ? `/me/certificates?person=${personId}` : "/me/certificates" };
    },
    withdraw: (api, fields) => api.certificates.withdraw(one(fields)),
    "issue-one": (api, fields) => api.certificates.issueAsked(one(fields)),
    refuse: (api, fields) => api.certificates.refuse({ ...one(fields), reason: text(fields, "reason") }),
    revoke: (api, fields) => api.certificates.revoke({ ...one(fields), reason: text(fields, "reason") }),
    "issue-many": async (api, fields) => {
      const unitId = text(fields, "unitId");
      const done = await api.certificates.issue({
        unitId,
        personIds: texts(fields, fields.get("who") === "all" ? "shownIds" : "personIds"),
        from: text(fields, "since"),
        until: text(fields, "until"),
        purpose: said(fields, "purpose"),
        namesOnPaper: fields.get("namesOnPaper") === "on",
        key: text(fields, "key"),
      });
      const told = new URLSearchParams({ n: String(done.issued), skipped: String(done.skipped.length) });
      if (done.issuedAt !== null) told.set("at", String(done.issuedAt));
      return { to: `/team/${unitId}/certificates?${told}` };
    },
    agree: (api, fields) => api.people.agree({ purpose: text(fields, "purpose") as Printed }),
    disagree: (api, fields) => api.people.withdraw({ purpose: text(fields, "purpose") as Printed }),
  },
  "/me/certificates",
);
