// The root router: one line per module.
import { callerFactory, router } from "./procedures";

export const root = router({});

export type Root = typeof root;
export const createCaller = callerFactory(root);
