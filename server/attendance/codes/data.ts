// The key under the rotating codes, and the codes a running shift shows now.
import { hashOf, type Keys } from "@/server/platform/crypto";
import { codeOf, type Mac, STEP_MS, signToken, stepAt } from "./rules";

export const macOf =
  (keys: Keys): Mac =>
  (use, text) =>
    hashOf(keys, use === "token" ? "day_token" : "day_code", text);

/** The present code and the ones after it: a leader's telephone that loses the network goes on showing them for a while. */
export function codesFrom(keys: Keys, slotId: string, now: Date, count: number) {
  const [mac, first] = [macOf(keys), stepAt(now)];
  return Array.from({ length: count }, (_, i) => first + i).map((step) => ({
    from: new Date(step * STEP_MS),
    token: signToken(mac, slotId, step),
    digits: codeOf(mac, slotId, step),
  }));
}
