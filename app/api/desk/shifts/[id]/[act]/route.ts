// What a desk does with shifts: id is the line's for new ones, the shift's or the series' own otherwise.
import { actRoute } from "@/app/_shared/desk/act-route";
import { momentOf } from "@/app/_shared/desk/need-fields";
import { patternOf, termsOf, timesOf } from "@/app/_shared/shifts/fields";
import { said } from "@/app/_shared/site/fields";
import type { CANCEL_REASONS } from "@/server/pledges/settlement/schema";

const key = (fields: FormData) => said(fields, "key") ?? "";
const version = (fields: FormData) => said(fields, "version");

export const POST = actRoute(
  {
    "shift-add": async (api, lineId, fields) => {
      const needId = said(fields, "needId") ?? "";
      await api.shifts.add({ key: key(fields), needId, lineId, ...timesOf(fields), ...termsOf(fields) });
    },
    "shift-change": async (api, slotId, fields) => {
      await api.shifts.change({ slotId, version: version(fields), ...timesOf(fields), ...termsOf(fields) });
    },
    "shift-appoint": async (api, slotId, fields) => {
      await api.seats.appoint({
        slotId,
        version: version(fields),
        leadId: said(fields, "leadId"),
        organisationId: said(fields, "organisationId"),
        namedUntil: momentOf(said(fields, "namedUntil")) as Date | undefined,
      });
    },
    "shift-cancel": async (api, slotId, fields) => {
      await api.settlement.cancelShift({
        slotId,
        version: version(fields),
        reason: said(fields, "reason") as (typeof CANCEL_REASONS)[number],
        note: said(fields, "note"),
      });
    },
    "series-add": async (api, lineId, fields) => {
      const needId = said(fields, "needId") ?? "";
      await api.shifts.addSeries({ key: key(fields), needId, lineId, ...patternOf(fields) });
    },
    "series-change": async (api, seriesId, fields) => {
      await api.shifts.changeSeries({
        key: key(fields),
        seriesId,
        plan: said(fields, "plan") ?? "",
        ...patternOf(fields),
      });
    },
    "template-save": async (api, slotId, fields) => {
      await api.shifts.saveTemplate({
        key: key(fields),
        slotId,
        organisationId: said(fields, "organisationId") ?? "",
        name: said(fields, "name") ?? "",
      });
    },
    "template-drop": (api, templateId) => api.shifts.endTemplate({ templateId }),
  },
  () => "/desk",
);
