// The root router: one line per module.

import { attendanceRouter } from "@/server/attendance/router";
import { certificatesRouter } from "@/server/certificates/router";
import { draftsRouter } from "@/server/drafts/router";
import { filesRouter } from "@/server/files/router";
import { historyRouter } from "@/server/history/router";
import { hoursRouter } from "@/server/hours/router";
import { advisersRouter } from "@/server/matching/advisers/router";
import { chainRouter } from "@/server/matching/chain/router";
import { invitationsRouter } from "@/server/matching/invitations/router";
import { planRouter } from "@/server/matching/plan/router";
import { rankingRouter } from "@/server/matching/ranking/router";
import { listingRouter } from "@/server/needs/listing/router";
import { needsRouter } from "@/server/needs/router";
import { shiftsRouter } from "@/server/needs/shifts/router";
import { noticesRouter } from "@/server/notices/router";
import { membersRouter } from "@/server/organisations/members/router";
import { organisationsRouter } from "@/server/organisations/router";
import { demoRouter } from "@/server/people/demo/router";
import { peopleRouter } from "@/server/people/router";
import { sessionsRouter } from "@/server/people/sessions/router";
import { contactsRouter } from "@/server/pledges/contacts/router";
import { deliveriesRouter } from "@/server/pledges/deliveries/router";
import { eligibilityRouter } from "@/server/pledges/eligibility/router";
import { homeVisitsRouter } from "@/server/pledges/home-visits/router";
import { presenceRouter } from "@/server/pledges/presence/router";
import { recurringRouter } from "@/server/pledges/recurring/router";
import { releasesRouter } from "@/server/pledges/releases/router";
import { pledgesRouter } from "@/server/pledges/router";
import { seatsRouter } from "@/server/pledges/seats/router";
import { settlementRouter } from "@/server/pledges/settlement/router";
import { standInsRouter } from "@/server/pledges/stand-ins/router";
import { recordsRouter } from "@/server/records/router";
import { regionsRouter } from "@/server/regions/router";
import { listsRouter } from "@/server/reports/lists/router";
import { nationalRouter } from "@/server/reports/national/router";
import { reportsRouter } from "@/server/reports/router";
import { settingsRouter } from "@/server/settings/router";
import { tallyRouter } from "@/server/tally/router";
import { callerFactory, router } from "./procedures";

export const root = router({
  history: historyRouter,
  notices: noticesRouter,
  tally: tallyRouter,
  pledges: pledgesRouter,
  presence: presenceRouter,
  deliveries: deliveriesRouter,
  settlement: settlementRouter,
  recurring: recurringRouter,
  releases: releasesRouter,
  contacts: contactsRouter,
  seats: seatsRouter,
  standIns: standInsRouter,
  homeVisits: homeVisitsRouter,
  attendance: attendanceRouter,
  files: filesRouter,
  people: peopleRouter,
  sessions: sessionsRouter,
  demo: demoRouter,
  organisations: organisationsRouter,
  members: membersRouter,
  national: nationalRouter,
  reports: reportsRouter,
  lists: listsRouter,
  settings: settingsRouter,
  drafts: draftsRouter,
  records: recordsRouter,
  regions: regionsRouter,
  certificates: certificatesRouter,
  hours: hoursRouter,
  listing: listingRouter,
  needs: needsRouter,
  shifts: shiftsRouter,
  eligibility: eligibilityRouter,
  ranking: rankingRouter,
  chain: chainRouter,
  plan: planRouter,
  invitations: invitationsRouter,
  advisers: advisersRouter,
});

export const createCaller = callerFactory(root);
