// Who may: shifts.
import { newKey } from "../../support/pledged";
import type { Rows } from "./row";

export const shifts: Rows = {
  "shifts.desk": {
    may: "poster clerk leader manager",
    call: (api, c) => api.shifts.desk({ needId: c.planned.needId }),
  },
  "shifts.one": {
    may: "poster clerk leader manager",
    call: (api, c) => api.shifts.one({ slotId: c.planned.slotId }),
  },
  "shifts.add": {
    may: "poster clerk leader manager",
    call: (api, { planned: p }) =>
      api.shifts.add({ key: newKey(), needId: p.needId, lineId: p.lineId, ...p.span(31), seats: 4 }),
  },
  "shifts.change": {
    may: "poster clerk leader manager",
    call: (api, { planned: p }) => api.shifts.change({ slotId: p.slotId, ...p.span(32), seats: 4 }),
  },
  "shifts.series": {
    may: "poster clerk leader manager",
    call: (api, c) => api.shifts.series({ seriesId: c.planned.seriesId }),
  },
  "shifts.previewSeries": {
    may: "poster clerk leader manager",
    call: (api, { planned: p }) =>
      api.shifts.previewSeries({ needId: p.needId, lineId: p.lineId, ...p.weekly }),
  },
  "shifts.addSeries": {
    may: "poster clerk leader manager",
    call: (api, { planned: p }) =>
      api.shifts.addSeries({ key: newKey(), needId: p.needId, lineId: p.lineId, ...p.weekly }),
  },
  "shifts.previewSeriesChange": {
    may: "poster clerk leader manager",
    call: (api, { planned: p }) => api.shifts.previewSeriesChange({ seriesId: p.seriesId, ...p.weekly }),
  },
  "shifts.changeSeries": {
    may: "poster clerk leader manager",
    call: (api, { planned: p }) =>
      api.shifts.changeSeries({ key: newKey(), seriesId: p.seriesId, plan: "0".repeat(64), ...p.weekly }),
  },
  "shifts.saveTemplate": {
    may: "leader manager",
    call: (api, c) =>
      api.shifts.saveTemplate({
        key: newKey(),
        slotId: c.planned.slotId,
        organisationId: c.team,
        name: "周日搬运",
      }),
  },
  "shifts.endTemplate": {
    may: "leader manager",
    call: (api, c) => api.shifts.endTemplate({ templateId: c.planned.templateId }),
  },
};
