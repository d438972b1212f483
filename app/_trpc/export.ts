// A list as a file: the first page is asked for before anything is answered, so that a refusal is still an answer; the rest is
// written while it is read. Every page asks the policy again: who loses the role meanwhile gets a broken file, not the rest.
import { Readable } from "node:stream";
import { ReadableStream } from "node:stream/web";
import { refusalSentence } from "@/app/_copy/refusals";
import { REFUSALS, type RefusalCode } from "@/server/errors";
import { runtime } from "@/server/platform/runtime";
import type { Column, Sheet } from "@/server/platform/sheets/cells";
import { exportRows, FORMATS, MEDIA_TYPE, pageByPage } from "@/server/platform/sheets/write";
import { refusalOf } from "@/server/trpc/procedures";
import { contextFrom } from "@/server/trpc/request";
import { createCaller } from "@/server/trpc/root";

type Caller = ReturnType<typeof createCaller>;
type Page<T> = { rows: T[]; next: string | null };

/** One list: what it is called, what its columns say, and a page of it. */
export type ExportSpec<T> = {
  title: string;
  columns: readonly Column<T>[];
  page: (api: Caller, asked: Record<string, string>, after: string | undefined) => Promise<Page<T>>;
};

/** Keeps each list's own type of row between its columns and its pages. */
export type AnyExport = (request: Request, asked: Record<string, string>) => Promise<Response>;

const STATUS: Partial<Record<(typeof REFUSALS)[RefusalCode], number>> = {
  BAD_REQUEST: 400,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  TOO_MANY_REQUESTS: 429,
};

export const exported =
  <T>(spec: ExportSpec<T>): AnyExport =>
  async (request, { format, ...asked }) => {
    const api = await callerOf(request);
    const page = (after: string | undefined) => spec.page(api, asked, after);
    return refusable(async () => {
      const first = await page(undefined);
      const name = [spec.title, asked.period, asked.name].filter(Boolean).join("-");
      return fileOf(name, format, spec, pageByPage(page, first));
    });
  };

/** A GET route over a table of lists: `/api/export/<list>?…&format=csv`. */
export function exportRoute(lists: Record<string, AnyExport>) {
  return async (request: Request, route: { params: Promise<{ list: string }> }): Promise<Response> => {
    const { list } = await route.params;
    const found = Object.hasOwn(lists, list) ? lists[list] : undefined;
    if (found === undefined) return new Response(null, { status: 404 });
    return found(request, Object.fromEntries(new URL(request.url).searchParams));
  };
}

/** A POST route whose act answers rows: they are the file. */
export function fileRoute<T>(
  act: (api: Caller, fields: FormData) => Promise<{ name: string; sheet: Sheet<T>; rows: T[] }>,
) {
  return async (request: Request): Promise<Response> => {
    const [api, fields] = [await callerOf(request), await request.formData().catch(() => new FormData())];
    return refusable(async () => {
      const { name, sheet, rows } = await act(api, fields);
      return fileOf(
        name,
        String(fields.get("format") ?? ""),
        sheet,
        Readable.from(rows, { objectMode: true }),
      );
    });
  };
}

async function callerOf(request: Request): Promise<Caller> {
  const address = request.headers.get("x-hrb-address") ?? "";
  return createCaller(await contextFrom(runtime(), { headers: request.headers, address }));
}

function fileOf<T>(
  name: string,
  wanted: string | undefined,
  sheet: Sheet<T>,
  rows: AsyncIterable<T>,
): Response {
  const format = FORMATS.find((one) => one === wanted) ?? "xlsx";
  const fileName = encodeURIComponent(name.replace(/[\\/:*?"<>|\s]+/g, ""));
  return new Response(ReadableStream.from(exportRows(format, sheet, rows)) as unknown as BodyInit, {
    headers: {
      "content-type": MEDIA_TYPE[format],
      "content-disposition": `attachment; filename="list.${format}"; filename*=UTF-8''${fileName}.${format}`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

async function refusable(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    if (refusal.code === "SIGN_IN_FIRST")
      return new Response(null, { status: 303, headers: { location: "/sign-in" } });
    return new Response(refusalSentence(refusal.code, refusal.facts), {
      status: STATUS[REFUSALS[refusal.code]] ?? 409,
      headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
    });
  }
}
