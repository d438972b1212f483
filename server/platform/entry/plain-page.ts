// A page of the entry's own: whole in itself, without scripts, for when Next or the database cannot help.
export type PlainWords = { title: string; text: string; act: string };

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Everything under one class: in a page of Next's this style outlives its words. */
const STYLE = `.plain{position:absolute;inset:0;background:#fbf8f3;color:#2b2622;font:18px/1.7 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
.plain main{max-width:32rem;margin:0 auto;padding:3rem 1.25rem}.plain h1{font-size:1.5rem;line-height:1.4}
.plain a{display:inline-block;min-height:44px;padding:.6rem 1.25rem;border-radius:.5rem;background:#a3271d;color:#fff;text-decoration:none;box-sizing:border-box}`;

/** `to`: where the button leads; "" is the same page again. */
export function plainPage(words: PlainWords, to = "/"): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${escaped(words.title)}</title></head><body>${plainWords(words, to)}</body></html>`;
}

/** The same words, for a body that has none. */
export const plainWords = (words: PlainWords, to: string): string =>
  `<style>${STYLE}</style><div class="plain"><main><h1>${escaped(words.title)}</h1><p>${escaped(words.text)}</p><p><a href="${escaped(to)}">${escaped(words.act)}</a></p></main></div>`;
