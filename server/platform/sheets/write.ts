// Any list as a file to take away, row by row: a list of a million rows takes no more memory than one of ten.
import type { Sheet } from "./cells";
import { csvOf } from "./csv";
import { xlsxOf } from "./xlsx";

export const FORMATS = ["xlsx", "csv"] as const;
type Format = (typeof FORMATS)[number];

export const MEDIA_TYPE: Record<Format, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Every list of the platform leaves by here. */
export function exportRows<T>(
  format: Format,
  sheet: Sheet<T>,
  rows: AsyncIterable<T>,
): AsyncGenerator<Uint8Array> {
  return format === "csv" ? csvOf(sheet, rows) : xlsxOf(sheet, rows);
}

/** A keyset list page by page, as one row of rows. The first page may be given, where it was asked for before. */
export async function* pageByPage<T, C>(
  page: (after: C | undefined) => Promise<{ rows: T[]; next: C | null }>,
  first?: { rows: T[]; next: C | null },
): AsyncGenerator<T> {
  let at = first ?? (await page(undefined));
  for (;;) {
    yield* at.rows;
    if (at.next === null) return;
    at = await page(at.next);
  }
}
