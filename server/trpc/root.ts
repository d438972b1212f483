// The root router: one line per module.
import { draftsRouter } from "@/server/drafts/router";
import { regionsRouter } from "@/server/regions/router";
import { callerFactory, router } from "./procedures";

export const root = router({ drafts: draftsRouter, regions: regionsRouter });

export type Root = typeof root;
export const createCaller = callerFactory(root);
