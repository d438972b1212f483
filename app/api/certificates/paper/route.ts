// One or several certificates as one PDF, for whoever may print them: ?c=<id>&c=<id>, or all of one act: ?unit=<id>&at=<ms>.
import { refusalSentence } from "@/app/_copy/refusals";
import { drawSheets } from "@/app/_shared/certificates/sheet";
import { publicUrl } from "@/app/_trpc/site";
import type { RefusalCode } from "@/server/errors";
import { runtime } from "@/server/platform/runtime";
import { refusalOf } from "@/server/trpc/procedures";
import { contextFrom } from "@/server/trpc/request";
import { createCaller } from "@/server/trpc/root";

const STATUS: Partial<Record<RefusalCode, number>> = { CERTIFICATE_OVER: 409, TOO_MANY: 429 };
const PRIVATE = { "cache-control": "private, no-store", "x-robots-tag": "noindex" };

export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const address = request.headers.get("x-hrb-address") ?? "";
  const ctx = await contextFrom(runtime(), { headers: request.headers, address });
  try {
    const papers = await createCaller(ctx).certificates.papers(
      asked.has("unit")
        ? { unitId: asked.get("unit") ?? "", issuedAt: Number(asked.get("at")) }
        : { certificateIds: asked.getAll("c") },
    );
    const site = await publicUrl("/certificates");
    const file = await drawSheets(papers, {
      at: (code) => `${site}/${code}`,
      site: site.replace(/^https?:\/\//, ""),
    });
    const name = papers.length === 1 ? (papers[0]?.number ?? "") : `${papers[0]?.number}-${papers.length}`;
    return new Response(new Uint8Array(file), {
      headers: {
        ...PRIVATE,
        "content-type": "application/pdf",
        "content-disposition": `inline; filename="certificate-${name}.pdf"`,
      },
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    const { pathname, search } = new URL(request.url);
    if (refusal.code === "SIGN_IN_FIRST")
      return new Response(null, {
        status: 303,
        headers: { ...PRIVATE, location: `/sign-in?next=${encodeURIComponent(pathname + search)}` },
      });
    return new Response(refusalSentence(refusal.code, refusal.facts), {
      status: STATUS[refusal.code] ?? 404,
      headers: { ...PRIVATE, "content-type": "text/plain; charset=utf-8" },
    });
  }
}
