// What whoever runs a shift does on the day, as plain forms: the device's script sends the same through its queue.
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";

const text = (fields: FormData, name: string) => said(fields, name) ?? "";
const on = (fields: FormData, params: Record<string, string>) => ({
  slotId: params.slotId ?? "",
  personId: text(fields, "personId"),
});

export const POST = actsRoute(
  {
    begin: async (api, _fields, { slotId }) => {
      await api.attendance.begin({ slotId: slotId ?? "" });
    },
    in: async (api, fields, params) => {
      await api.attendance.callIn(on(fields, params));
    },
    "walk-in": async (api, fields, params) => {
      await api.attendance.callIn(on(fields, params));
    },
    out: async (api, fields, params) => {
      await api.attendance.callOut(on(fields, params));
    },
    undo: async (api, fields, params) => {
      const was = text(fields, "was") as "in" | "out";
      await api.attendance.undo({ ...on(fields, params), was });
    },
    newcomer: async (api, fields, { slotId }) => {
      await api.attendance.newcomer({
        slotId: slotId ?? "",
        name: text(fields, "name"),
        phone: said(fields, "phone"),
        how: text(fields, "how") as "spoken",
        privacy: fields.get("privacy") === "on",
        age14: fields.get("age14") === "on",
        key: text(fields, "key"),
      });
    },
    state: async (api, fields, { slotId }) => {
      await api.attendance.state({
        slotId: slotId ?? "",
        headcount: text(fields, "headcount"),
        hours: text(fields, "hours"),
        minutes: said(fields, "minutes"),
        note: said(fields, "note"),
        version: said(fields, "version"),
      });
    },
  },
  "/team",
);
