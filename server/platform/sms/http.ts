// A gateway of the installation's own: POST { phone, template, params, text } as JSON, Bearer token; 2xx with { "ref": … } means taken.
import { SMS_TIMEOUT_MS, type SmsConfig, SmsFailure, type SmsSender } from "../sms";
import { renderSms } from "./templates";

export function httpSender(config: Extract<SmsConfig, { driver: "http" }>): SmsSender {
  return {
    async send(message) {
      const body = JSON.stringify({ ...message, text: renderSms(message) });
      const response = await post(config, body);
      if (!response.ok) {
        await response.body?.cancel();
        throw new SmsFailure(`http_${response.status}`, response.status >= 500 || response.status === 429);
      }
      const answer: unknown = await response.json().catch(() => null);
      const ref = (answer as { ref?: unknown } | null)?.ref;
      if (typeof ref !== "string" && typeof ref !== "number") throw new SmsFailure("no_ref", false);
      return { ref: String(ref).slice(0, 80) };
    },
  };
}

async function post(config: { url: string; token?: string }, body: string): Promise<Response> {
  try {
    return await fetch(config.url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        ...(config.token ? { authorization: `Bearer ${config.token}` } : {}),
      },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(SMS_TIMEOUT_MS),
    });
  } catch (error) {
    throw new SmsFailure((error as Error).name === "TimeoutError" ? "timeout" : "unreachable", true);
  }
}
