// The root router: one line per module.
import { draftsRouter } from "@/server/drafts/router";
import { listingRouter } from "@/server/needs/listing/router";
import { demoRouter } from "@/server/people/demo/router";
import { peopleRouter } from "@/server/people/router";
import { sessionsRouter } from "@/server/people/sessions/router";
import { pledgesRouter } from "@/server/pledges/router";
import { regionsRouter } from "@/server/regions/router";
import { callerFactory, router } from "./procedures";

export const root = router({
  pledges: pledgesRouter,
  people: peopleRouter,
  sessions: sessionsRouter,
  demo: demoRouter,
  drafts: draftsRouter,
  regions: regionsRouter,
  listing: listingRouter,
});

export type Root = typeof root;
export const createCaller = callerFactory(root);
