// Lists to take away.
import {
  hoursColumns,
  memberColumns,
  needColumns,
  organisationColumns,
  pledgeColumns,
} from "@/app/_copy/exports";
import { reportWords as w } from "@/app/_copy/reports";
import { exported, exportRoute } from "@/app/_trpc/export";
import type { Scope } from "@/server/reports/schema";

/** As the address has it; the procedure's own schema says what is wrong with it. */
const text = (value: string | undefined) => value ?? "";

export const GET = exportRoute({
  hours: exported({
    title: w.lists.hours,
    columns: hoursColumns,
    page: (api, asked, after) =>
      api.lists.hours({
        organisationId: text(asked.organisationId),
        period: text(asked.period),
        scope: asked.scope as Scope | undefined,
        after,
      }),
  }),
  members: exported({
    title: w.lists.members,
    columns: memberColumns,
    page: (api, asked, after) => api.lists.members({ organisationId: text(asked.organisationId), after }),
  }),
  pledges: exported({
    title: w.lists.pledges,
    columns: pledgeColumns,
    page: (api, asked, after) => api.lists.pledges({ organisationId: text(asked.organisationId), after }),
  }),
  "region-hours": exported({
    title: w.lists.hoursOfRegion,
    columns: hoursColumns,
    page: (api, asked, after) =>
      api.lists.hoursOfRegion({ regionId: Number(asked.regionId), period: text(asked.period), after }),
  }),
  needs: exported({
    title: w.lists.needs,
    columns: needColumns,
    page: (api, asked, after) => api.lists.needs({ regionId: Number(asked.regionId), after }),
  }),
  organisations: exported({
    title: w.lists.organisations,
    columns: organisationColumns,
    page: (api, asked, after) => api.lists.organisations({ regionId: Number(asked.regionId), after }),
  }),
  "my-hours": exported({
    title: w.lists.myHours,
    columns: hoursColumns,
    page: (api, _asked, after) => api.lists.myHours({ after }),
  }),
});
