// What people do in and for one organisation: joining and answering, roles, what it says of itself, its member sheet.
import { describedIn } from "@/app/_shared/organisations/fields";
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";

const text = (fields: FormData, name: string) => said(fields, name) ?? "";
const choice = <T extends string>(fields: FormData, name: string) => said(fields, name) as T;
const own = (params: Record<string, string>) => ({ organisationId: params.id ?? "" });

const described = (fields: FormData, params: Record<string, string>) => ({
  ...own(params),
  ...describedIn(fields),
  name: said(fields, "name"),
  about: text(fields, "about"),
  weeklyCapacity: said(fields, "weeklyCapacity") ?? 0,
  recordingUnitId: said(fields, "recordingUnitId"),
  parentId: said(fields, "parentId"),
});

export const POST = actsRoute(
  {
    join: async (api, fields, params) => {
      const { status } = await api.members.ask({ ...own(params), note: said(fields, "note") });
      if (status === "joined") return { to: `/team/${params.id}`, quiet: true };
    },
    "take-back": async (api, fields) => {
      await api.members.takeBack({ requestId: text(fields, "requestId") });
    },
    approve: async (api, fields) => {
      await api.members.approve({ requestId: text(fields, "requestId") });
    },
    refuse: async (api, fields) => {
      await api.members.refuse({ requestId: text(fields, "requestId"), reason: said(fields, "reason") });
    },
    add: async (api, fields, params) => {
      await api.members.add({
        ...own(params),
        name: text(fields, "name"),
        phone: text(fields, "phone"),
        role: choice<"member">(fields, "role"),
      });
    },
    "invite-yes": async (api, fields, params) => {
      await api.members.answer({ requestId: text(fields, "requestId"), yes: true });
      return { to: `/team/${params.id}` };
    },
    "invite-no": async (api, fields) => {
      await api.members.answer({ requestId: text(fields, "requestId"), yes: false });
    },
    "invite-back": async (api, fields) => {
      await api.members.takeInvitationBack({ requestId: text(fields, "requestId") });
    },
    link: async (api, fields, params) => {
      await api.members.makeLink({
        ...own(params),
        days: text(fields, "days"),
        usesMax: said(fields, "usesMax"),
        admits: fields.get("admits") === "on",
      });
    },
    "end-link": async (api, fields) => {
      await api.members.endLink({ linkId: text(fields, "linkId") });
    },
    role: async (api, fields, params) => {
      await api.members.setRole({
        ...own(params),
        personId: text(fields, "personId"),
        role: choice<"member">(fields, "role"),
      });
    },
    remove: async (api, fields, params) => {
      await api.members.remove({
        ...own(params),
        personId: text(fields, "personId"),
        reason: choice<"moved">(fields, "reason"),
      });
    },
    leave: async (api, _fields, params) => {
      await api.members.leave(own(params));
      return { to: "/team" };
    },
    change: async (api, fields, params) => {
      await api.organisations.change(described(fields, params));
    },
    answer: async (api, fields, params) => {
      await api.organisations.answer(described(fields, params));
    },
    import: async (api, fields, params) => {
      const { entered, invited, already } = await api.members.importSheet({
        importId: text(fields, "importId"),
        consent: fields.get("consent") === "on",
      });
      const show = invited > 0 ? "show=invited&" : "";
      const done = `imported-${entered}-${invited}-${already}`;
      return { to: `/team/${params.id}/members?${show}done=${done}`, quiet: true };
    },
    "import-drop": async (api, fields) => {
      await api.members.dropSheet({ importId: text(fields, "importId") });
    },
  },
  "/team",
);
