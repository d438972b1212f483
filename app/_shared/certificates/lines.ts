// Text on paper in several fonts: broken into lines between Chinese characters, never inside a number or a word, no line beginning
// with a closing mark.
import type PDFDocument from "pdfkit";
import { type FontName, runsOf } from "./type";

type Style = { size: number; weight?: "regular" | "bold"; colour?: string };
type Piece = { font: FontName; text: string; width: number };
export type Line = { pieces: Piece[]; width: number };

const INK = "#1a1a1a";
const WORD = /[A-Za-z0-9.:/@_+\-–]+|[^A-Za-z0-9.:/@_+\-–]/gu;
const CLOSING = /^[，。、；：？！）〕】》」』”’·%％]/u;

/** A hundred sheets say the same words again and again; a font's widths never change. */
const widths = new Map<string, number>();
const WIDTHS_KEPT = 20_000;
function widthOf(doc: PDFDocument, font: FontName, size: number, text: string): number {
  const key = `${font} ${size} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const width = doc.font(font).fontSize(size).widthOfString(text);
  if (widths.size >= WIDTHS_KEPT) widths.clear();
  widths.set(key, width);
  return width;
}

function piecesOf(doc: PDFDocument, text: string, { size, weight }: Style): Piece[] {
  return runsOf(text, weight).flatMap(({ font, text: run }) =>
    (run.match(WORD) ?? []).map((word) => ({ font, text: word, width: widthOf(doc, font, size, word) })),
  );
}

/** Lines of at most `width` points; the first may begin later, as a paragraph does. */
export function linesOf(doc: PDFDocument, text: string, width: number, style: Style, indent = 0): Line[] {
  const lines: Line[] = [{ pieces: [], width: indent }];
  for (const piece of piecesOf(doc, text, style).flatMap((p) => shortened(doc, p, width, style))) {
    let line = lines.at(-1) as Line;
    if (line.width + piece.width > width && line.pieces.length > 0) {
      // A closing mark takes the character before it along.
      const taken = CLOSING.test(piece.text) && line.pieces.length > 1 ? line.pieces.pop() : undefined;
      if (taken) line.width -= taken.width;
      line = { pieces: taken ? [taken] : [], width: taken?.width ?? 0 };
      lines.push(line);
    }
    line.pieces.push(piece);
    line.width += piece.width;
  }
  const [first] = lines;
  if (first) first.width -= indent;
  return lines;
}

/** A word longer than the line is broken wherever it must be. */
function shortened(doc: PDFDocument, piece: Piece, width: number, { size }: Style): Piece[] {
  if (piece.width <= width) return [piece];
  return [...piece.text].map((text) => ({ ...piece, text, width: widthOf(doc, piece.font, size, text) }));
}

/** Draws one line with its baseline at y. */
export function drawLine(doc: PDFDocument, line: Line, x: number, y: number, style: Style): void {
  let at = x;
  const runs: Piece[] = [];
  for (const piece of line.pieces) {
    const last = runs.at(-1);
    if (last?.font === piece.font)
      runs[runs.length - 1] = { ...last, text: last.text + piece.text, width: last.width + piece.width };
    else runs.push(piece);
  }
  for (const run of runs) {
    doc
      .font(run.font)
      .fontSize(style.size)
      .fillColor(style.colour ?? INK)
      .text(run.text, at, y, { lineBreak: false, baseline: "alphabetic" });
    at += run.width;
  }
}

/** One line, wherever it should stand between x and x + width. */
export function drawText(
  doc: PDFDocument,
  text: string,
  box: { x: number; y: number; width: number; align?: "left" | "center" | "right" },
  style: Style,
): void {
  const [line] = linesOf(doc, text, Number.POSITIVE_INFINITY, style);
  if (!line) return;
  const room = box.width - line.width;
  const shift = box.align === "center" ? room / 2 : box.align === "right" ? room : 0;
  drawLine(doc, line, box.x + shift, box.y, style);
}
