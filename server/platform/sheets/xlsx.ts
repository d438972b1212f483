// A workbook written row by row: text in the cells themselves, no table of shared strings that would have to be held.
import { type Cell, harmless, type Sheet } from "./cells";
import { type Entry, zipOf } from "./zip";

/** Excel's most; what comes after stands on a further sheet. */
export const SHEET_ROWS = 1_048_576;
const TITLE_MAX = 31;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

export function xlsxOf<T>(
  sheet: Sheet<T>,
  rows: AsyncIterable<T>,
  sheetRows = SHEET_ROWS,
): AsyncGenerator<Uint8Array> {
  return zipOf(parts(sheet, rows[Symbol.asyncIterator](), sheetRows));
}

async function* parts<T>(sheet: Sheet<T>, rows: AsyncIterator<T>, sheetRows: number): AsyncGenerator<Entry> {
  const left = { next: await rows.next() };
  let sheets = 0;
  try {
    do {
      sheets++;
      yield { name: `xl/worksheets/sheet${sheets}.xml`, text: sheetText(sheet, rows, left, sheetRows) };
    } while (!left.next.done);
  } finally {
    await rows.return?.();
  }
  const all = Array.from({ length: sheets }, (_, n) => n + 1);
  const title = escaped(sheet.title.replace(/[[\]:*?/\\']/g, " ").slice(0, TITLE_MAX - 4));
  yield part(
    "xl/workbook.xml",
    `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${all
      .map((n) => `<sheet name="${title}${n === 1 ? "" : ` ${n}`}" sheetId="${n}" r:id="rId${n}"/>`)
      .join("")}</sheets></workbook>`,
  );
  yield part(
    "xl/_rels/workbook.xml.rels",
    `<Relationships xmlns="${PACKAGE}/relationships">${all
      .map((n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
      .join(
        "",
      )}<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  );
  yield part(
    "xl/styles.xml", // 0: as it is; 1: bold, for the first row
    `<styleSheet ${MAIN}><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
  );
  yield part(
    "_rels/.rels",
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  yield part(
    "[Content_Types].xml",
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${all
      .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)
      .join("")}</Types>`,
  );
}

const part = (name: string, xml: string): Entry => ({ name, text: [HEAD + xml] });

async function* sheetText<T>(
  sheet: Sheet<T>,
  rows: AsyncIterator<T>,
  left: { next: IteratorResult<T> },
  sheetRows: number,
): AsyncGenerator<string> {
  const { columns } = sheet;
  const letters = columns.map((_, n) => columnName(n));
  const widths = columns.map(
    (column, n) => `<col min="${n + 1}" max="${n + 1}" width="${column.width ?? 14}" customWidth="1"/>`,
  );
  yield `${HEAD}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>`;
  yield `<row>${columns.map((column, n) => cellText(`${letters[n]}1`, column.heading, ' s="1"')).join("")}</row>`;
  for (let n = 1; n < sheetRows && !left.next.done; n++) {
    const row = left.next.value;
    yield `<row>${columns.map((column, c) => cellText(`${letters[c]}${n + 1}`, column.of(row))).join("")}</row>`;
    left.next = await rows.next();
  }
  yield "</sheetData></worksheet>";
}

/** 0 → A, 25 → Z, 26 → AA */
function columnName(n: number): string {
  const last = String.fromCharCode(65 + (n % 26));
  return n < 26 ? last : columnName(Math.floor(n / 26) - 1) + last;
}

function cellText(at: string, cell: Cell, style = ""): string {
  if (cell === null || cell === "") return `<c r="${at}"${style}/>`;
  if (typeof cell === "number")
    return Number.isFinite(cell) ? `<c r="${at}"${style}><v>${cell}</v></c>` : `<c r="${at}"${style}/>`;
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(harmless(cell))}</t></is></c>`;
}

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
};
const escaped = (text: string) => text.replace(/[&<>"\r]/g, (c) => ESCAPES[c] as string);
