// What the configuration says about this installation, as far as pages show it.
import type { SiteFacts } from "@/app/_ui/footer";

export function siteFacts(): SiteFacts & { demo: boolean } {
  return { organiser: null, phone: null, icp: null, police: null, demo: true };
}
