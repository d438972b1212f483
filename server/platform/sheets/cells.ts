// What may stand in a cell of a list that leaves the house, and how it is made harmless for spreadsheets.

/** Numbers are written as numbers; days and times are text the way people read them. */
export type Cell = string | number | null;
export type Column<T> = {
  heading: string;
  of: (row: T) => Cell /** In characters; a spreadsheet's column. */;
  width?: number;
};
export type Sheet<T> = { title: string; columns: readonly Column<T>[] };

/** Excel's most for one cell. */
const CELL_MAX = 32_767;
/** What a spreadsheet takes for a formula or a command, also in full width, also after blanks. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
/** Not allowed in XML 1.0, of no use in a list: control characters, half a pair, no characters. */
const NOT_TEXT = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;

/** The same text, with an apostrophe before it where a spreadsheet would calculate it. A number is never touched. */
export function harmless(text: string): string {
  const clean = text.replace(NOT_TEXT, "").slice(0, CELL_MAX - 1);
  return FORMULA.test(text) || FORMULA.test(clean) ? `'${clean}` : clean;
}
