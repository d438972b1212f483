// What the configuration says about this installation, as far as pages show it.
import { runtime } from "@/server/platform/runtime";

export type SiteFacts = {
  organiser: string | null;
  phone: string | null;
  icp: string | null;
  police: string | null;
  demo: boolean;
};

export function siteFacts(): SiteFacts {
  const { site, demo } = runtime().config;
  return { ...site, demo };
}

/** The process's clock: pages never read the machine's own. */
export const now = (): Date => runtime().clock.now();
