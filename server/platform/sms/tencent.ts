// Tencent Cloud 短信 by its own SDK.
import { sms } from "tencentcloud-sdk-nodejs-sms";
import { SMS_TIMEOUT_MS, type SmsConfig, SmsFailure, type SmsSender, templateId } from "../sms";
import { valuesOf } from "./templates";

export function tencentSender(config: Extract<SmsConfig, { driver: "tencent" }>): SmsSender {
  const client = new sms.v20210111.Client({
    credential: { secretId: config.secretId, secretKey: config.secretKey },
    region: "ap-guangzhou",
    profile: {
      httpProfile: {
        endpoint: config.endpoint ?? "sms.tencentcloudapi.com",
        protocol: `${config.protocol ?? "https"}://`,
        reqTimeout: SMS_TIMEOUT_MS / 1000,
      },
    },
  });
  return {
    async send(message) {
      const { SendStatusSet } = await client
        .SendSms({
          PhoneNumberSet: [`+86${message.phone}`],
          SmsSdkAppId: config.appId,
          SignName: config.signName,
          TemplateId: templateId(config.templates, message.template),
          TemplateParamSet: valuesOf(message),
        })
        .catch((error: unknown) => {
          throw failureOf(error);
        });
      const status = SendStatusSet?.[0];
      if (status?.Code !== "Ok")
        throw new SmsFailure(status?.Code ?? "no_answer", isTransient(status?.Code ?? ""));
      return { ref: status.SerialNo ?? "" };
    },
  };
}

function isTransient(code: string): boolean {
  return code.startsWith("InternalError") || code.startsWith("RequestLimitExceeded");
}

function failureOf(error: unknown): SmsFailure {
  if (error instanceof SmsFailure) return error;
  const code = String((error as { code?: unknown }).code || "unreachable").slice(0, 60);
  return new SmsFailure(code, code === "unreachable" || /^[A-Z_]+$/.test(code) || isTransient(code));
}
