// The root router: one line per module.
import { draftsRouter } from "@/server/drafts/router";
import { callerFactory, router } from "./procedures";

export const root = router({ drafts: draftsRouter });

export type Root = typeof root;
export const createCaller = callerFactory(root);
