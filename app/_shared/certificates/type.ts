// Which letters can be printed, and with which font. A name is never printed with an empty box: what no font has is written as its
// code point in brackets, and whoever issues is told beforehand.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PDFDocument from "pdfkit";

const SHIPPED = join(process.cwd(), "app/_shared/certificates/fonts");

/** Debian's fonts-noto-cjk, where it is installed: 𠮷 and some ten thousand more. Nothing depends on it. */
const RARE = ["NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc"].map((name) => ({
  path: join("/usr/share/fonts/opentype/noto", name),
  family: name.startsWith("NotoSans") ? "NotoSansCJKsc-Regular" : "NotoSerifCJKsc-Regular",
}));

export type FontName = "regular" | "bold" | "rare";
type Source = { bytes: Uint8Array | string; family?: string };

let sources: Map<FontName, Source> | undefined;
/** Read once per process; the shipped ones are 3 MB. */
export function fontSources(): Map<FontName, Source> {
  if (sources === undefined) {
    sources = new Map<FontName, Source>([
      ["regular", { bytes: readFileSync(join(SHIPPED, "noto-sans-sc-regular.ttf")) }],
      ["bold", { bytes: readFileSync(join(SHIPPED, "noto-sans-sc-bold.ttf")) }],
    ]);
    const rare = RARE.find(({ path }) => existsSync(path));
    if (rare) sources.set("rare", { bytes: rare.path, family: rare.family });
  }
  return sources;
}

type Faces = Map<FontName, (code: number) => boolean>;
let faces: Faces | undefined;
function facesOf(): Faces {
  if (faces !== undefined) return faces;
  const doc = new PDFDocument({ autoFirstPage: false });
  faces = new Map();
  for (const [name, { bytes, family }] of fontSources()) {
    const { font } = doc.registerFont(name, bytes, family).font(name)._font;
    faces.set(name, (code) => font.hasGlyphForCodePoint(code));
  }
  return faces;
}

/** For tests: as on a machine without the fonts of its system. */
export function forgetFonts(withRare = true): void {
  sources = undefined;
  faces = undefined;
  if (!withRare) fontSources().delete("rare");
}

type Run = { font: FontName; text: string };

/** Selects a form of the character before it; ours have one form each. */
const SELECTOR = /[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu;
const described = (letter: string) =>
  `〔U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}〕`;

/** A text in pieces of one font each; nothing in it is without a glyph. */
export function runsOf(text: string, wanted: "regular" | "bold" = "regular"): Run[] {
  const runs: Run[] = [];
  const add = (font: FontName, piece: string) => {
    const last = runs.at(-1);
    if (last?.font === font) last.text += piece;
    else runs.push({ font, text: piece });
  };
  for (const letter of text.normalize("NFC").replace(SELECTOR, "")) {
    const font = fontFor(letter, wanted);
    if (font === null) for (const sign of described(letter)) add(fontFor(sign, wanted) ?? "regular", sign);
    else add(font, letter);
  }
  return runs;
}

function fontFor(letter: string, wanted: "regular" | "bold"): FontName | null {
  const code = letter.codePointAt(0) ?? 0;
  const order: FontName[] = wanted === "bold" ? ["bold", "regular", "rare"] : ["regular", "rare"];
  return order.find((name) => facesOf().get(name)?.(code)) ?? null;
}

/** The characters of a text that no font here has: to be written in by hand. */
export function unprintable(text: string): string[] {
  const letters = [...text.normalize("NFC").replace(SELECTOR, "")];
  return [...new Set(letters.filter((letter) => fontFor(letter, "regular") === null))];
}
