// The queue of a leader's device: JSON in, an answer per event out. The body may be sent again as often as the network likes.
import { dayWords } from "@/app/_copy/day";
import { refusalSentence } from "@/app/_copy/refusals";
import { REFUSALS, type RefusalCode } from "@/server/errors";
import { runtime } from "@/server/platform/runtime";
import { refusalOf } from "@/server/trpc/procedures";
import { contextFrom } from "@/server/trpc/request";
import { createCaller } from "@/server/trpc/root";

const NO_STORE = { "cache-control": "no-store" };
const sentenceOf = (code: string) => (code in REFUSALS ? refusalSentence(code as RefusalCode) : null);

export async function POST(request: Request, route: { params: Promise<{ slotId: string }> }) {
  const { slotId } = await route.params;
  const { headers } = request;
  const ctx = await contextFrom(runtime(), { headers, address: headers.get("x-hrb-address") ?? "" });
  try {
    const body = (await request.json().catch(() => ({}))) as object;
    const answers = await createCaller(ctx).attendance.events({ ...body, slotId } as never);
    const tooLate = answers.filter((one) => one.outcome === "DAY_OVER").length;
    const told = answers.map((one) => ({
      ...one,
      sentence: sentenceOf(one.outcome),
      gathered: one.outcome === "DAY_OVER" ? dayWords.tooLate(tooLate) : null,
    }));
    return Response.json({ answers: told }, { headers: NO_STORE });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) ctx.log.error({ err: error }, "fault in a device's queue");
    const code = refusal?.code ?? "TRY_AGAIN";
    const told = { refusal: code, sentence: refusalSentence(code, refusal?.facts) };
    return Response.json(told, { status: refusal === null ? 503 : 422, headers: NO_STORE });
  }
}
