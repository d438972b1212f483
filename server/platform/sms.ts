// Text messages behind one small function. A provider's SDK is loaded only when it is configured.
import { consoleSender } from "./sms/console";
import { SmsFailure } from "./sms/failure";
import { httpSender } from "./sms/http";
import type { SmsTemplate } from "./sms/templates";

export { SmsFailure } from "./sms/failure";
export type { SmsTemplate } from "./sms/templates";

export type SmsMessage = {
  phone: string;
  template: SmsTemplate;
  params: Record<string, string>;
  /** Ours; the same at every try, so that a provider that keeps keys sends once. */
  key?: string;
};

/** ref: the provider's own id of the message. Rejects with SmsFailure where it was not taken. */
export type SmsSender = { send(message: SmsMessage): Promise<{ ref: string }> };

/** Ids of the provider's approved templates, by our names. */
export type TemplateIds = Partial<Record<SmsTemplate, string>>;

export type SmsConfig =
  | { driver: "console" }
  | { driver: "http"; url: string; token?: string }
  | {
      driver: "aliyun";
      accessKeyId: string;
      accessKeySecret: string;
      signName: string;
      templates: TemplateIds;
      endpoint?: string; // default: the provider's
      protocol?: "http" | "https";
    }
  | {
      driver: "tencent";
      secretId: string;
      secretKey: string;
      appId: string;
      signName: string;
      templates: TemplateIds;
      endpoint?: string;
      protocol?: "http" | "https";
    };

/** A peer that does not answer must not hold a request or a lease. */
export const SMS_TIMEOUT_MS = 8_000;

export function createSmsSender(config: SmsConfig): SmsSender {
  switch (config.driver) {
    case "console":
      return consoleSender();
    case "http":
      return httpSender(config);
    case "aliyun":
      return lazily(async () => (await import("./sms/aliyun")).aliyunSender(config));
    case "tencent":
      return lazily(async () => (await import("./sms/tencent")).tencentSender(config));
  }
}

/** Loads the driver at the first message. */
function lazily(load: () => Promise<SmsSender>): SmsSender {
  let sender: Promise<SmsSender> | undefined;
  return {
    async send(message) {
      sender ??= load();
      return (await sender).send(message);
    },
  };
}

/** The provider's template id, or a failure that says which is missing. */
export function templateId(templates: TemplateIds, template: SmsTemplate): string {
  const id = templates[template];
  if (id === undefined) throw new SmsFailure(`no_template_${template}`, false);
  return id;
}
