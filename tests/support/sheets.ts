// A workbook as somebody would send it.
import type { Page } from "@playwright/test";
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

const MEMBERS = ["姓名", "手机号", "出生日期"];

/** Sends a sheet of members where a team imports them. */
export async function sendMembers(page: Page, rows: string[][]): Promise<void> {
  await page.locator("input[type=file]").setInputFiles({
    name: "名单.xlsx",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: Buffer.from(await workbook(MEMBERS, rows)),
  });
  await page.getByRole("button", { name: /传上去检查|再传一次/ }).click();
}
