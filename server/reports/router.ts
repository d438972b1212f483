// Reports of hours: for those who run the organisation, or administer the town or district.
import { limited, procedure, router } from "@/server/trpc/procedures";
import { visibleReport } from "./data";
import { visibleDistrict } from "./district/data";
import { districtInput, districtView } from "./district/schema";
import { visibleDossier } from "./dossier/data";
import { dossierInput, dossierView } from "./dossier/schema";
import { reportInput, reportView } from "./schema";

export const reportsRouter = router({
  ofOrganisation: procedure("report.see")
    .use(limited("report"))
    .input(reportInput)
    .output(reportView)
    .query(({ ctx, input }) => visibleReport(ctx, input)),
  dossier: procedure("report.see")
    .use(limited("report"))
    .input(dossierInput)
    .output(dossierView)
    .query(({ ctx, input }) => visibleDossier(ctx, input)),
  ofRegion: procedure("report.region")
    .use(limited("report"))
    .input(districtInput)
    .output(districtView)
    .query(({ ctx, input }) => visibleDistrict(ctx, input)),
});
