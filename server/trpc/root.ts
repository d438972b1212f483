// The root router: one line per module.
import { draftsRouter } from "@/server/drafts/router";
import { listingRouter } from "@/server/needs/listing/router";
import { regionsRouter } from "@/server/regions/router";
import { callerFactory, router } from "./procedures";

export const root = router({ drafts: draftsRouter, regions: regionsRouter, listing: listingRouter });

export type Root = typeof root;
export const createCaller = callerFactory(root);
