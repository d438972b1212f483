// A photo, for whoever may see it.
import { serveFile } from "@/server/files/data";
import { runtime } from "@/server/platform/runtime";
import { contextFrom } from "@/server/trpc/request";

const ID = /^[0-9a-f-]{36}$/;

export async function GET(request: Request, route: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await route.params;
  if (!ID.test(id)) return new Response(null, { status: 404 });
  const address = request.headers.get("x-hrb-address") ?? "";
  const ctx = await contextFrom(runtime(), { headers: request.headers, address });
  const { status, headers, body } = await serveFile(ctx, id, request.headers.get("if-none-match"));
  return new Response(body === null ? null : new Uint8Array(body), { status, headers });
}
