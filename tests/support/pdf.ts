// Reads a PDF made by pdfkit far enough to say what is written on it: the glyphs of each page and the letters they stand for.
import { inflateSync } from "node:zlib";

type Parts = { glyphs: number[]; text: string };

/** Every piece of text in the order it was drawn, page by page; a glyph 0 is .notdef, the empty box. */
export function readPdf(bytes: Uint8Array): { pages: Parts[]; raw: string } {
  const raw = Buffer.from(bytes).toString("latin1");
  const objects = new Map<string, { head: string; body: Buffer }>();
  for (const match of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)endobj/g)) {
    const [, id = "", all = ""] = match;
    const at = all.indexOf("stream\n");
    const head = at < 0 ? all : all.slice(0, at);
    const coded = at < 0 ? "" : all.slice(at + 7, all.lastIndexOf("\nendstream"));
    const body = Buffer.from(coded, "latin1");
    objects.set(id, { head, body: head.includes("FlateDecode") ? inflateSync(body) : body });
  }
  const refs = (head: string, name: string) => new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1] ?? "";
  const lettersOf = (font: string): Map<number, string> => {
    const map = new Map<number, string>();
    const cmap = objects.get(refs(objects.get(font)?.head ?? "", "ToUnicode"))?.body.toString("latin1") ?? "";
    for (const [, first = "", list = ""] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g))
      for (const [i, [, hex = ""]] of [...list.matchAll(/<([0-9a-f]*)>/g)].entries())
        map.set(Number.parseInt(first, 16) + i, Buffer.from(hex, "hex").swap16().toString("utf16le"));
    return map;
  };
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return {
    raw,
    pages: pages.map(({ head }) => {
      const resources = objects.get(refs(head, "Resources"))?.head ?? head;
      const fonts = new Map(
        [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = "", id = ""]) => [name, lettersOf(id)]),
      );
      const content = objects.get(refs(head, "Contents"))?.body.toString("latin1") ?? "";
      const found: Parts = { glyphs: [], text: "" };
      let font = new Map<number, string>();
      for (const [, name, shown = ""] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
        if (name) {
          font = fonts.get(name) ?? new Map();
          continue;
        }
        for (const [, hex = ""] of shown.matchAll(/<([0-9a-f]+)>/g))
          for (let i = 0; i < hex.length; i += 4) {
            const glyph = Number.parseInt(hex.slice(i, i + 4), 16);
            found.glyphs.push(glyph);
            found.text += font.get(glyph) ?? "\ufffd";
          }
      }
      return found;
    }),
  };
}
