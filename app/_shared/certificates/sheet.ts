// The certificate on paper: A4, black on white, several in one file. The same certificates give the same bytes.
import { setImmediate as breath } from "node:timers/promises";
import PDFDocument from "pdfkit";
import QRCode from "qrcode";
import { hoursAndMinutes, SERVICE_WORD, span, paper as w } from "@/app/_copy/certificates";
import { longDay } from "@/app/_copy/dates";
import { sayCode } from "@/server/certificates/rules";
import type { PaperView } from "@/server/certificates/schema";
import { dayOf } from "@/server/time";
import { drawLine, drawText, type Line, linesOf } from "./lines";
import { fontSources, unprintable } from "./type";

/** Points; A4 is 595 × 842. */
const PAGE = { left: 56, width: 483, top: 64, bottom: 786, foot: 812 };
const BODY = { size: 12, leading: 23 };
const SMALL = { size: 9, colour: "#444444" };
const CELL = { size: 9.5 };
const CELL_LEADING = 14;
const QR_SIZE = 96;
const SIGN_HEIGHT = 178;

const COLUMNS = [
  { key: "day", x: 0, width: 78 },
  { key: "span", x: 84, width: 66 },
  { key: "what", x: 156, width: 178 },
  { key: "place", x: 342, width: 62 },
  { key: "time", x: 408, width: 75 },
] as const;

/** `at` makes the address a code is checked at; `site` is how a person would type it. */
export type Where = { at: (code: string) => string; site: string };

export async function drawSheets(papers: PaperView[], where: Where): Promise<Uint8Array> {
  const [first] = papers;
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    lang: "zh-CN",
    displayTitle: true,
    info: { Title: w.file(papers.length), Author: first?.unit, CreationDate: first?.issuedAt },
  });
  const chunks: Uint8Array[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    doc.on("data", (chunk) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });
  for (const [name, { bytes, family }] of fontSources()) doc.registerFont(name, bytes, family);
  for (const paper of papers) {
    const begin = doc.bufferedPageRange().count;
    drawOne(doc, paper, where);
    await breath(); // a hundred sheets take seconds: others' requests go in between
    const end = doc.bufferedPageRange().count;
    for (let page = begin; page < end; page++) {
      doc.switchToPage(page);
      const text = w.page(paper.number, page - begin + 1, end - begin);
      drawText(doc, text, { x: PAGE.left, y: PAGE.foot, width: PAGE.width, align: "center" }, SMALL);
    }
  }
  doc.end();
  return whole;
}

function drawOne(doc: PDFDocument, paper: PaperView, where: Where): void {
  const across = { x: PAGE.left, width: PAGE.width };
  doc.addPage();
  drawText(doc, w.title, { ...across, y: PAGE.top + 30, align: "center" }, { size: 24, weight: "bold" });
  drawText(doc, w.number(paper.number), { ...across, y: PAGE.top + 58, align: "center" }, { size: 10.5 });
  let y = PAGE.top + 104;
  const total = hoursAndMinutes(paper.minutes);
  for (const text of [w.body({ ...paper, total }), ...(paper.purpose ? [w.purpose(paper.purpose)] : [])]) {
    const indent = BODY.size * 2;
    for (const [i, line] of linesOf(doc, text, PAGE.width, BODY, indent).entries()) {
      drawLine(doc, line, PAGE.left + (i === 0 ? indent : 0), y, BODY);
      y += BODY.leading;
    }
  }
  y = drawTable(doc, paper, y);
  drawSignature(doc, paper, where, y);
}

type Row = { cells: Line[][]; height: number };

function rowsOf(doc: PDFDocument, paper: PaperView): Row[] {
  return paper.entries.map((entry) => {
    const said = {
      day: longDay(entry.day),
      span: span(entry.fromAt, entry.toAt),
      what: w.what(entry.title ?? w.hidden, SERVICE_WORD[entry.kind] ?? SERVICE_WORD.other ?? ""),
      place: entry.place,
      time: hoursAndMinutes(entry.minutes),
    };
    const cells = COLUMNS.map(({ key, width }) => linesOf(doc, said[key], width, CELL));
    return { cells, height: Math.max(...cells.map((lines) => lines.length)) * CELL_LEADING + 9 };
  });
}

/** The head again on each page; answers where the table ends. */
function drawTable(doc: PDFDocument, paper: PaperView, from: number): number {
  let y = drawHead(doc, from);
  for (const { cells, height } of rowsOf(doc, paper)) {
    if (y + height > PAGE.bottom) {
      doc.addPage();
      y = drawHead(doc, PAGE.top);
    }
    for (const [i, column] of COLUMNS.entries())
      for (const [n, line] of (cells[i] ?? []).entries())
        drawLine(doc, line, PAGE.left + column.x, y + 14 + n * CELL_LEADING, CELL);
    y += height;
    rule(doc, y, 0.4);
  }
  if (y + 24 > PAGE.bottom) {
    doc.addPage();
    y = PAGE.top;
  }
  const bold = { ...CELL, weight: "bold" as const };
  drawText(doc, w.total(paper.count), { x: PAGE.left, y: y + 16, width: PAGE.width }, bold);
  const sum = { x: PAGE.left, y: y + 16, width: PAGE.width, align: "right" as const };
  drawText(doc, hoursAndMinutes(paper.minutes), sum, bold);
  rule(doc, y + 24, 0.9);
  return y + 24;
}

function drawHead(doc: PDFDocument, y: number): number {
  rule(doc, y, 0.9);
  for (const { key, x, width } of COLUMNS)
    drawText(doc, w.head[key], { x: PAGE.left + x, y: y + 15, width }, { ...CELL, weight: "bold" });
  rule(doc, y + 22, 0.6);
  return y + 22;
}

/** At the foot of the last page: the QR at the left, the unit and room for its stamp at the right. */
function drawSignature(doc: PDFDocument, paper: PaperView, where: Where, after: number): void {
  if (after + SIGN_HEIGHT > PAGE.bottom) doc.addPage();
  const y = Math.max(
    after + SIGN_HEIGHT > PAGE.bottom ? PAGE.top : after + 24,
    PAGE.bottom - SIGN_HEIGHT + 8,
  );
  drawCode(doc, where.at(paper.code), PAGE.left, y);
  drawText(
    doc,
    w.code(sayCode(paper.code)),
    { x: PAGE.left, y: y + QR_SIZE + 16, width: 240 },
    { size: 9.5 },
  );
  const right = { x: PAGE.left + 210, width: PAGE.width - 210 };
  drawText(doc, w.unit, { ...right, y: y + 14 }, SMALL);
  let at = y + 34;
  for (const line of linesOf(doc, `${paper.unit}${w.seal}`, right.width, { size: 13 })) {
    drawLine(doc, line, right.x, at, { size: 13 });
    at += 20;
  }
  drawText(doc, `${w.issued}：${longDay(dayOf(paper.issuedAt))}`, { ...right, y: at + 6 }, { size: 11 });
  const notes = [w.check(where.site), w.law];
  if (unprintable(paper.name + paper.unit).length > 0) notes.unshift(w.rare);
  let low = y + QR_SIZE + 34;
  for (const note of notes)
    for (const line of linesOf(doc, note, PAGE.width, SMALL)) {
      drawLine(doc, line, PAGE.left, low, SMALL);
      low += 14;
    }
}

/** Drawn as squares: sharp at every size, no picture inside. */
function drawCode(doc: PDFDocument, text: string, x: number, y: number): void {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: "M" }).modules;
  const side = QR_SIZE / size;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      if (data[row * size + column]) doc.rect(x + column * side, y + row * side, side + 0.02, side + 0.02);
  doc.fill("#000000");
}

function rule(doc: PDFDocument, y: number, width: number): void {
  doc
    .moveTo(PAGE.left, y)
    .lineTo(PAGE.left + PAGE.width, y)
    .lineWidth(width)
    .stroke(width < 0.5 ? "#b3b3b3" : "#333333");
}
