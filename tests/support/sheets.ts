// A workbook as somebody would send it.
import { exportRows } from "@/server/platform/sheets/write";

export async function workbook(head: string[], rows: string[][]): Promise<Uint8Array> {
  const columns = head.map((heading, i) => ({ heading, of: (row: string[]) => row[i] ?? "" }));
  const each = (async function* () {
    yield* rows;
  })();
  const parts: Uint8Array[] = [];
  for await (const part of exportRows("xlsx", { title: "名单", columns }, each)) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}
