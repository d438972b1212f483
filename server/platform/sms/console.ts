// For demo and development: nothing is sent. Sign-in codes are shown on the screen of whoever asked (codes/commands.ts);
// nothing is printed, since a log must never hold a number or a code.
import { randomId } from "../crypto";
import type { SmsSender } from "../sms";
import { renderSms } from "./templates";

export function consoleSender(): SmsSender {
  return {
    async send(message) {
      renderSms(message); // a missing parameter is as wrong here as anywhere
      return { ref: `console-${randomId().slice(0, 12)}` };
    },
  };
}
