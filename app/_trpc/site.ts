// What the configuration says about this installation, as far as pages show it.
import { headers } from "next/headers";
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

/** A path as the outside world writes it: PUBLIC_URL where it is set, else the address the browser came by. */
export async function publicUrl(path: string): Promise<string> {
  const { publicUrl: base } = runtime().config;
  if (base) return base + path;
  const host = (await headers()).get("host") ?? "localhost";
  return `http://${host}${path}`;
}
