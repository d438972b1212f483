// Everything a desk does with a need as a whole.
import { type Api, actRoute, onNeed } from "@/app/_shared/desk/act-route";
import { endOfDay, momentOf } from "@/app/_shared/desk/need-fields";
import { said } from "@/app/_shared/site/fields";
import type { REJECT_REASONS } from "@/server/needs/schema";
import { SOFT_KINDS } from "@/server/needs/wording/rules";
import type { Way } from "@/server/pledges/settlement/lowering/rules";
import type { CANCEL_REASONS, CLOSE_REASONS } from "@/server/pledges/settlement/schema";

const acknowledged = (fields: FormData) =>
  SOFT_KINDS.filter((kind) => fields.getAll("acknowledged").includes(kind));

/** New numbers; where less is asked for than is promised, the way it gives is asked and taken. */
async function numbers(api: Api, needId: string, fields: FormData) {
  const [lineId, quantity, way] = ["lineId", "quantity", "way"].map((name) => said(fields, name) ?? "");
  const on = onNeed(needId, fields);
  const line = { lineId: lineId ?? "", quantity: quantity ?? "" };
  if (way) {
    const answer = await api.settlement.lower({ ...on, ...line, way: way as Way });
    return answer.status === "call_each"
      ? { to: `/desk/needs/${needId}?call=${lineId}#pledges` }
      : { say: "lower" };
  }
  const due = said(fields, "weekly") !== undefined;
  await (due
    ? api.needs.confirm({ ...on, answer: "changed", lines: [line] })
    : api.needs.changeLines({ ...on, lines: [line] }));
  return { say: "numbers" };
}

/** The lines that carry a number are asked for again. */
function againOf(fields: FormData) {
  return fields.getAll("line").flatMap((value) => {
    const lineId = String(value);
    const quantity = said(fields, `quantity.${lineId}`);
    if (quantity === undefined) return [];
    return [
      {
        lineId,
        quantity,
        startsAt: momentOf(said(fields, `startsAt.${lineId}`)) as Date | undefined,
        endsAt: momentOf(said(fields, `endsAt.${lineId}`)) as Date | undefined,
        returnBy: said(fields, `returnBy.${lineId}`),
      },
    ];
  });
}

/** An address of the other need, or its id. */
const needIn = (typed: string | undefined) =>
  /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(typed ?? "")?.[0];

/** Kept sealed for the page that comes next, which shows it once. */
async function look(api: Api, needId: string, fields: FormData) {
  const what = said(fields, "what") === "beneficiary" ? "beneficiary" : "contact";
  const seen = await api.needs.look({ needId, what });
  const values = Object.fromEntries(
    Object.entries({ ...seen, what }).flatMap(([name, value]) => (value ? [[name, [value]]] : [])),
  );
  await api.drafts.keep({ form: `look:${needId}`, body: { values, refusal: null } });
  return { say: "look" };
}

export const POST = actRoute(
  {
    publish: (api, id, fields) =>
      api.needs.publish({ ...onNeed(id, fields), acknowledged: acknowledged(fields) }),
    "give-back": (api, id, fields) =>
      api.needs.giveBack({ ...onNeed(id, fields), question: said(fields, "question") ?? "" }),
    reject: (api, id, fields) =>
      api.needs.reject({
        ...onNeed(id, fields),
        reason: said(fields, "reason") as (typeof REJECT_REASONS)[number],
        note: said(fields, "note"),
      }),
    "take-back": async (api, id, fields) => {
      await api.needs.takeBack(onNeed(id, fields));
      return { to: `/post/${id}` };
    },
    look,
    pause: (api, id, fields) => api.needs.pause(onNeed(id, fields)),
    resume: (api, id, fields) => api.needs.resume(onNeed(id, fields)),
    seal: (api, id, fields) => api.needs.seal(onNeed(id, fields)),
    confirm: async (api, id, fields) => {
      const enough = fields.get("answer") === "enough";
      await api.needs.confirm({ ...onNeed(id, fields), answer: enough ? "enough" : "still" });
      return { say: enough ? "seal" : "confirm" };
    },
    change: (api, id, fields) =>
      api.needs.change({
        ...onNeed(id, fields),
        title: said(fields, "title"),
        story: said(fields, "story"),
        risk: said(fields, "risk"),
        contactName: said(fields, "contactName"),
        contactPhone: said(fields, "contactPhone"),
        deadlineAt: fields.has("deadline") ? (endOfDay(said(fields, "deadline")) as Date) : undefined,
        acknowledged: acknowledged(fields),
      }),
    numbers,
    certify: async (api, _, fields) => {
      await api.needs.certify({
        key: said(fields, "key") ?? "",
        lineId: said(fields, "lineId") ?? "",
        certifiedOn: said(fields, "certifiedOn") ?? "",
        stock: said(fields, "stock") ?? "",
        evidence: said(fields, "evidence") ?? "",
      });
    },
    revoke: (api, _, fields) =>
      api.needs.revokeCertification({ certificationId: said(fields, "certificationId") ?? "" }),
    settle: (api, id, fields) => api.settlement.settle(onNeed(id, fields)),
    complete: (api, id, fields) => api.settlement.complete(onNeed(id, fields)),
    cancel: (api, id, fields) =>
      api.settlement.cancel({
        ...onNeed(id, fields),
        reason: said(fields, "reason") as (typeof CANCEL_REASONS)[number],
        note: said(fields, "note"),
      }),
    close: (api, id, fields) =>
      api.settlement.close({
        ...onNeed(id, fields),
        reason: said(fields, "reason") as (typeof CLOSE_REASONS)[number],
        duplicateOf: fields.get("reason") === "duplicate" ? needIn(said(fields, "duplicateOf")) : undefined,
        note: said(fields, "note"),
      }),
    reopen: (api, id, fields) =>
      api.settlement.reopen({
        ...onNeed(id, fields),
        deadlineAt: endOfDay(said(fields, "deadline")) as Date,
        lines: againOf(fields),
      }),
  },
  (id) => `/desk/needs/${id}`,
);
