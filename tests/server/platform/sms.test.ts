// Each driver against a server of ours on loopback that answers as the provider documents.
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createSmsSender, type SmsConfig, type SmsMessage } from "@/server/platform/sms";
import { renderSms, SMS_TEMPLATES } from "@/server/platform/sms/templates";

const message: SmsMessage = {
  phone: "13800001234",
  template: "code",
  params: { code: "042137", minutes: "5" },
};

type Heard = { url: URL; headers: IncomingMessage["headers"]; body: string };
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A provider that hears and answers. */
async function provider(answer: (heard: Heard) => { status?: number; body: string }) {
  const heard: Heard[] = [];
  server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk) => chunks.push(chunk));
    req.on("end", () => {
      const one = {
        url: new URL(req.url ?? "/", "http://fake"),
        headers: req.headers,
        body: Buffer.concat(chunks).toString(),
      };
      heard.push(one);
      const { status = 200, body } = answer(one);
      res.writeHead(status, { "content-type": "application/json" }).end(body);
    });
  });
  await new Promise<void>((done) => server?.listen(0, "127.0.0.1", done));
  return { heard, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test("the gateway gets number, template and text under its token, and its reference comes back", async () => {
  const { heard, host } = await provider(() => ({ body: '{"ref":"g-1"}' }));
  const sender = createSmsSender({ driver: "http", url: `http://${host}/send`, token: "t0ken" });
  expect(await sender.send(message)).toEqual({ ref: "g-1" });
  expect(heard[0]?.headers.authorization).toBe("Bearer t0ken");
  expect(JSON.parse(heard[0]?.body ?? "")).toEqual({ ...message, text: renderSms(message) });
});

test("a gateway that is broken is tried again later; one that says no, or lies, is not", async () => {
  const answers = [
    { status: 503, body: "" },
    { status: 400, body: "" },
    { status: 200, body: "<html>" },
  ];
  const { host } = await provider(() => answers.shift() ?? { body: "" });
  const sender = createSmsSender({ driver: "http", url: `http://${host}/` });
  await expect(sender.send(message)).rejects.toMatchObject({ code: "http_503", retry: true });
  await expect(sender.send(message)).rejects.toMatchObject({ code: "http_400", retry: false });
  await expect(sender.send(message)).rejects.toMatchObject({ code: "no_ref", retry: false });
});

test("a gateway nobody answers at is unreachable, and the failure names no number", async () => {
  const { host } = await provider(() => ({ body: "" }));
  server?.close();
  const sender = createSmsSender({ driver: "http", url: `http://${host}/` });
  const failure = await sender.send(message).catch((error: Error) => error);
  expect(failure).toMatchObject({ code: "unreachable", retry: true });
  expect(JSON.stringify(failure) + String(failure)).not.toMatch(/13800001234|042137/);
});

const aliyun = (host: string): SmsConfig => ({
  driver: "aliyun",
  accessKeyId: "id",
  accessKeySecret: "secret",
  signName: "好人帮",
  templates: { code: "SMS_1" },
  endpoint: host,
  protocol: "http",
});

test("Aliyun's SDK sends a signed SendSms with the approved template and named places", async () => {
  const { heard, host } = await provider(() => ({
    body: '{"Code":"OK","BizId":"biz-7","RequestId":"r","Message":"OK"}',
  }));
  expect(await createSmsSender(aliyun(host)).send(message)).toEqual({ ref: "biz-7" });
  const query = heard[0]?.url.searchParams;
  expect(query?.get("PhoneNumbers")).toBe("13800001234");
  expect(query?.get("TemplateCode")).toBe("SMS_1");
  expect(query?.get("SignName")).toBe("好人帮");
  expect(JSON.parse(query?.get("TemplateParam") ?? "")).toEqual(message.params);
  expect(heard[0]?.headers.authorization).toContain("Signature=");
});

test("Aliyun's refusals carry its code; only a busy provider is tried again", async () => {
  const bodies = ['{"Code":"isv.MOBILE_NUMBER_ILLEGAL"}', '{"Code":"isp.SYSTEM_ERROR"}'];
  const { host } = await provider(() => ({ body: bodies.shift() ?? "{}" }));
  const sender = createSmsSender(aliyun(host));
  await expect(sender.send(message)).rejects.toMatchObject({
    code: "isv.MOBILE_NUMBER_ILLEGAL",
    retry: false,
  });
  await expect(sender.send(message)).rejects.toMatchObject({ code: "isp.SYSTEM_ERROR", retry: true });
});

const tencent = (host: string): SmsConfig => ({
  driver: "tencent",
  secretId: "id",
  secretKey: "secret",
  appId: "1400000000",
  signName: "好人帮",
  templates: { code: "449739" },
  endpoint: host,
  protocol: "http",
});

test("Tencent's SDK sends a signed SendSms with the approved template and numbered places", async () => {
  const { heard, host } = await provider(() => ({
    body: '{"Response":{"SendStatusSet":[{"SerialNo":"2019:1","Code":"Ok"}],"RequestId":"r"}}',
  }));
  expect(await createSmsSender(tencent(host)).send(message)).toEqual({ ref: "2019:1" });
  expect(JSON.parse(heard[0]?.body ?? "")).toEqual({
    PhoneNumberSet: ["+8613800001234"],
    SmsSdkAppId: "1400000000",
    SignName: "好人帮",
    TemplateId: "449739",
    TemplateParamSet: ["042137", "5"],
  });
  expect(heard[0]?.headers.authorization).toContain("TC3-HMAC-SHA256");
});

test("Tencent's refusals carry its code; only a busy provider is tried again", async () => {
  const bodies = [
    '{"Response":{"SendStatusSet":[{"Code":"FailedOperation.PhoneNumberInBlacklist"}]}}',
    '{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"m"}}}',
    '{"Response":{"Error":{"Code":"InternalError.Timeout","Message":"m"}}}',
  ];
  const { host } = await provider(() => ({ body: bodies.shift() ?? "{}" }));
  const sender = createSmsSender(tencent(host));
  await expect(sender.send(message)).rejects.toMatchObject({
    code: "FailedOperation.PhoneNumberInBlacklist",
    retry: false,
  });
  await expect(sender.send(message)).rejects.toMatchObject({
    code: "AuthFailure.SignatureFailure",
    retry: false,
  });
  await expect(sender.send(message)).rejects.toMatchObject({ code: "InternalError.Timeout", retry: true });
});

test("a message whose template the provider has not approved is not sent at all", async () => {
  const { heard, host } = await provider(() => ({ body: "{}" }));
  const offer: SmsMessage = {
    phone: "13800001234",
    template: "offer",
    params: { need: "搬运", until: "明天9点" },
  };
  for (const config of [aliyun(host), tencent(host)])
    await expect(createSmsSender(config).send(offer)).rejects.toMatchObject({ code: "no_template_offer" });
  expect(heard).toHaveLength(0);
});

test("no template text is longer than one message part allows after its places are filled", () => {
  for (const text of Object.values(SMS_TEMPLATES)) expect([...text].length).toBeLessThanOrEqual(60);
});

test("a missing place is refused by every driver, the one that only shows too", async () => {
  const sender = createSmsSender({ driver: "console" });
  await expect(sender.send({ ...message, params: { minutes: "5" } })).rejects.toMatchObject({
    code: "missing_code",
  });
  expect((await sender.send(message)).ref).toMatch(/^console-/);
});
