// A workbook somebody sends, as rows of text. What a small file may swell to is bounded before anything reads it: by inflating
// each part within a limit, and by looking at the addresses of cells, since one far cell makes a reader fill up all before it.
import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import { readSheet } from "read-excel-file/universal";
import { refuse } from "@/server/errors";

const inflate = promisify(inflateRaw) as (
  data: Uint8Array,
  options: { maxOutputLength: number },
) => Promise<Buffer>;

/** Twenty thousand people are 4 MB; shared strings and styles of an office suite a few more. */
const UNPACKED_MAX = 64 * 1024 * 1024;
const PARTS_MAX = 500;
/** Sheets are often formatted further down than they are filled. */
const FAR_ROW = 100_000;
const FAR_COLUMN_LETTERS = 2;

/** The first sheet's cells as people read them. Refuses SHEET_BROKEN, and SHEET_TOO_LARGE where it holds more than `rows`. */
export async function readTable(bytes: Uint8Array, rows: number): Promise<string[][]> {
  await checkArchive(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), rows);
  const own = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(own).set(bytes);
  const table = await readSheet(own).catch(() => refuse("SHEET_BROKEN"));
  return (table as unknown[][]).map((row) => row.map(cellText));
}

/** A number stays what was typed; a day is YYYY-MM-DD, whatever the sheet's format. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? "" : cell.toISOString().slice(0, 10);
  const text = String(cell).normalize("NFKC").trim();
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text; // our own lists put it there
}

async function checkArchive(zip: Buffer, rows: number): Promise<void> {
  let left = UNPACKED_MAX;
  for (const part of partsOf(zip)) {
    if (part.packed.length > left) refuse("SHEET_TOO_LARGE", { max: rows });
    const data = part.deflated ? await unpacked(part.packed, left, rows) : part.packed;
    left -= data.length;
    // Whatever holds cells is a sheet, under whatever name the workbook points at it.
    if (/worksheets\/[^/]*\.xml$/i.test(part.name) || data.includes("sheetData"))
      checkAddresses(data.toString("utf8"), rows);
  }
}

async function unpacked(packed: Buffer, most: number, rows: number): Promise<Buffer> {
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    const tooLarge = (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE";
    return refuse(tooLarge ? "SHEET_TOO_LARGE" : "SHEET_BROKEN", tooLarge ? { max: rows } : {});
  }
}

const ADDRESS = /\sr\s*=\s*["']([^"']*)["']/g;

/** A reader fills up the whole rectangle to the farthest cells. */
const CELLS_MAX = 3_000_000;
const columnOf = (letters: string): number =>
  [...letters.toUpperCase()].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);

function checkAddresses(xml: string, rows: number): void {
  let [farRow, farColumn] = [1, 1];
  for (const [, address = ""] of xml.matchAll(ADDRESS)) {
    const [, letters = "", digits = ""] = /^([A-Za-z]*)(\d*)$/.exec(address) ?? refuse("SHEET_BROKEN");
    if (letters.length > FAR_COLUMN_LETTERS || Number(digits) > FAR_ROW)
      refuse("SHEET_TOO_LARGE", { max: rows });
    farRow = Math.max(farRow, Number(digits));
    farColumn = Math.max(farColumn, columnOf(letters));
  }
  if (farRow * farColumn > CELLS_MAX) refuse("SHEET_TOO_LARGE", { max: rows });
}

type Part = { name: string; deflated: boolean; packed: Buffer };

/** By the directory at the end, which is what the reader goes by. */
function partsOf(zip: Buffer): Part[] {
  try {
    const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    if (end < 0) return refuse("SHEET_BROKEN");
    const count = zip.readUInt16LE(end + 10);
    if (count > PARTS_MAX) return refuse("SHEET_BROKEN");
    let at = zip.readUInt32LE(end + 16);
    return Array.from({ length: count }, () => {
      if (zip.readUInt32LE(at) !== 0x02014b50) refuse("SHEET_BROKEN");
      const isSecret = (zip.readUInt16LE(at + 8) & 1) !== 0;
      const method = zip.readUInt16LE(at + 10);
      if (isSecret || (method !== 0 && method !== 8)) refuse("SHEET_BROKEN");
      const size = zip.readUInt32LE(at + 20);
      const nameLength = zip.readUInt16LE(at + 28);
      const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
      const head = zip.readUInt32LE(at + 42);
      const from = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28);
      if (from + size > zip.length) refuse("SHEET_BROKEN");
      at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
      return { name, deflated: method === 8, packed: zip.subarray(from, from + size) };
    });
  } catch (error) {
    if (error instanceof RangeError) return refuse("SHEET_BROKEN");
    throw error;
  }
}
