// Lists to take away, a page at a time.
import { limited, procedure, router } from "@/server/trpc/procedures";
import { listMembers, listNeeds, listOrganisations, listPledges } from "./data";
import { pageOfMine, pageOfOrganisation, pageOfRegion } from "./hours/data";
import {
  hoursOfOrganisationInput,
  hoursOfRegionInput,
  hoursPage,
  memberPage,
  myHoursInput,
  needPage,
  organisationListInput,
  organisationPage,
  pledgePage,
  regionListInput,
} from "./schema";

export const listsRouter = router({
  hours: procedure("report.see")
    .use(limited("export", "export_page"))
    .input(hoursOfOrganisationInput)
    .output(hoursPage)
    .query(({ ctx, input }) => pageOfOrganisation(ctx, input)),
  hoursOfRegion: procedure("report.region")
    .use(limited("export", "export_page"))
    .input(hoursOfRegionInput)
    .output(hoursPage)
    .query(({ ctx, input }) => pageOfRegion(ctx, input)),
  myHours: procedure("signed-in")
    .use(limited("export", "export_page"))
    .input(myHoursInput)
    .output(hoursPage)
    .query(({ ctx, input }) => pageOfMine(ctx, input.after)),
  members: procedure("report.see")
    .use(limited("export", "export_page"))
    .input(organisationListInput)
    .output(memberPage)
    .query(({ ctx, input }) => listMembers(ctx, input)),
  pledges: procedure("report.see")
    .use(limited("export", "export_page"))
    .input(organisationListInput)
    .output(pledgePage)
    .query(({ ctx, input }) => listPledges(ctx, input)),
  needs: procedure("report.region")
    .use(limited("export", "export_page"))
    .input(regionListInput)
    .output(needPage)
    .query(({ ctx, input }) => listNeeds(ctx, input)),
  organisations: procedure("report.region")
    .use(limited("export", "export_page"))
    .input(regionListInput)
    .output(organisationPage)
    .query(({ ctx, input }) => listOrganisations(ctx, input)),
});
