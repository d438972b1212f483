// Aliyun 短信服务 by its own SDK.
import Dysms, { SendSmsRequest } from "@alicloud/dysmsapi20170525";
import { $OpenApiUtil } from "@alicloud/openapi-core";
import { RuntimeOptions } from "@darabonba/typescript";
import { SMS_TIMEOUT_MS, type SmsConfig, SmsFailure, type SmsSender, templateId } from "../sms";
import { placesOf, valuesOf } from "./templates";

/** CommonJS seen from an ES module: the class is one or two "default" away, by loader. */
type DysmsClass = typeof Dysms;
const unwrapped = Dysms as unknown as { default?: DysmsClass };
const Client: DysmsClass = unwrapped.default ?? Dysms;

export function aliyunSender(config: Extract<SmsConfig, { driver: "aliyun" }>): SmsSender {
  const client = new Client(
    new $OpenApiUtil.Config({
      accessKeyId: config.accessKeyId,
      accessKeySecret: config.accessKeySecret,
      endpoint: config.endpoint ?? "dysmsapi.aliyuncs.com",
      protocol: config.protocol ?? "https",
    }),
  );
  const runtime = new RuntimeOptions({
    connectTimeout: SMS_TIMEOUT_MS,
    readTimeout: SMS_TIMEOUT_MS,
    autoretry: false,
  });
  return {
    async send(message) {
      const values = valuesOf(message);
      const request = new SendSmsRequest({
        phoneNumbers: message.phone,
        signName: config.signName,
        ...(message.key ? { outId: message.key } : {}),
        templateCode: templateId(config.templates, message.template),
        templateParam: JSON.stringify(
          Object.fromEntries(placesOf(message.template).map((place, i) => [place, values[i]])),
        ),
      });
      const { body } = await client.sendSmsWithOptions(request, runtime).catch((error: unknown) => {
        throw failureOf(error);
      });
      if (body?.code !== "OK") throw new SmsFailure(body?.code ?? "no_answer", isTransient(body?.code ?? ""));
      return { ref: body.bizId ?? body.requestId ?? "" };
    },
  };
}

function isTransient(code: string): boolean {
  return code === "isp.SYSTEM_ERROR" || code.startsWith("Throttling") || code === "ServiceUnavailable";
}

function failureOf(error: unknown): SmsFailure {
  const code = String((error as { code?: unknown }).code ?? "unreachable").slice(0, 60);
  const status = Number((error as { statusCode?: unknown }).statusCode ?? 0);
  return new SmsFailure(code, status === 0 || status >= 500 || isTransient(code));
}
