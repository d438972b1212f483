// What somebody does with their own account, hats, devices, inbox and the people they act for.
import { kept, said } from "@/app/_shared/site/fields";
import { ownPath } from "@/app/_shared/site/next-path";
import { actsRoute } from "@/app/_trpc/acts";

const text = (fields: FormData, name: string) => said(fields, name) ?? "";
const choice = <T extends string>(fields: FormData, name: string) => said(fields, name) as T;

const registered = (fields: FormData) => ({
  name: text(fields, "name"),
  phone: said(fields, "phone"),
  how: choice<"spoken">(fields, "how"),
  age14: fields.get("age14") === "on",
});

/** Where each hat works. */
const DESKS: Record<string, string> = {
  leader: "/team",
  manager: "/team",
  member: "/team",
  district_admin: "/district",
};

export const POST = actsRoute(
  {
    read: async (api, fields) => {
      await api.notices.markRead({ ids: [text(fields, "noticeId")] });
      if (fields.get("open") === "1") return { to: ownPath(fields.get("to")), quiet: true };
    },
    "read-all": async (api) => {
      await api.notices.markAllRead();
    },
    wear: async (api, fields) => {
      await api.sessions.wear({ grantId: said(fields, "grantId") });
      const worn = (await api.people.me())?.hats.find((hat) => hat.worn);
      return { to: worn ? (DESKS[worn.role] ?? "/desk") : "/me" };
    },
    "give-role": async (api, fields) => {
      await api.people.giveRole({
        role: choice<"clerk">(fields, "role"),
        regionId: said(fields, "regionId"),
        organisationId: said(fields, "organisationId"),
        name: said(fields, "name"),
        phone: said(fields, "phone"),
      });
    },
    "end-role": async (api, fields) => {
      await api.people.endRole({ grantId: text(fields, "grantId") });
    },
    "end-device": async (api, fields) => {
      await api.sessions.endDevice({ id: text(fields, "deviceId") });
    },
    "end-others": async (api) => {
      await api.sessions.signOutEverywhere({ keepThis: true });
    },
    "end-all": async (api) => {
      const { cookies } = await api.sessions.signOutEverywhere({ keepThis: false });
      return { to: "/sign-in", cookies };
    },
    "close-code": async (api) => {
      const { shown } = await api.records.sendClosingCode();
      await api.drafts.keep({ form: "closing", body: { values: kept({ shown }), refusal: null } });
      return { to: "/me/data/close?step=code#prove", quiet: true };
    },
    close: async (api, fields) => {
      const { cookies } = await api.records.close({
        code: text(fields, "code"),
        understood: fields.get("understood") === "on",
      });
      return { to: "/closed", quiet: true, cookies };
    },
    rename: async (api, fields) => {
      await api.people.rename({ name: text(fields, "name") });
    },
    settle: async (api, fields) => {
      await api.people.settle({ regionId: text(fields, "regionId") });
    },
    agree: async (api, fields) => {
      await api.people.agree({ purpose: choice<"sms">(fields, "purpose") });
    },
    disagree: async (api, fields) => {
      await api.people.withdraw({ purpose: choice<"sms">(fields, "purpose") });
    },
    relative: async (api, fields) => {
      await api.people.registerRelative(registered(fields));
    },
    register: async (api, fields) => {
      const scope = said(fields, "scope");
      const where = scope?.includes("-") ? { organisationId: scope } : { regionId: scope };
      await api.people.register({ ...registered(fields), ...where });
    },
    "end-proxy": async (api, fields) => {
      await api.people.endProxy({ proxyId: text(fields, "proxyId") });
    },
    "end-monthly": async (api, fields) => {
      await api.recurring.end({ recurringId: text(fields, "recurringId") });
    },
  },
  "/me",
);
