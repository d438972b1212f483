// CSV as Excel in China opens it: UTF-8 with its mark, CRLF, formulas made harmless.
import { stringify } from "csv-stringify/sync";
import { harmless, type Sheet } from "./cells";

const MARK = "\uFEFF";
const ROWS_AT_ONCE = 500;
/** csv-stringify quotes what holds the whole CRLF, and would leave a lone one bare. */
const OPTIONS = { record_delimiter: "\r\n", quoted_match: /[\r\n]/ } as const;

export async function* csvOf<T>(sheet: Sheet<T>, rows: AsyncIterable<T>): AsyncGenerator<Uint8Array> {
  const { columns } = sheet;
  let batch: (string | number)[][] = [columns.map((column) => harmless(column.heading))];
  let before = MARK;
  for await (const row of rows) {
    batch.push(
      columns.map((column) => {
        const cell = column.of(row);
        return typeof cell === "string" ? harmless(cell) : (cell ?? "");
      }),
    );
    if (batch.length < ROWS_AT_ONCE) continue;
    yield Buffer.from(before + stringify(batch, OPTIONS));
    before = "";
    batch = [];
  }
  if (batch.length > 0) yield Buffer.from(before + stringify(batch, OPTIONS));
}
