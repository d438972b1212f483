// What a listed need is searched by, and its cursor. Pure.

/** What the columns hold (schema.prisma). */
const BODY_MAX = 1200;

/** Width, case, spaces and signs do not matter in a search: ＡＢ c → abc. Nothing LIKE would take for a sign is left. */
export function fold(s: string): string {
  return s
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Title and items, folded, one a line, so that no match runs over from one into the next. */
export function searchBody(title: string, items: string[]): string {
  const body = [...new Set([title, ...items].map(fold))].join("\n");
  return body.length <= BODY_MAX ? body : body.slice(0, body.lastIndexOf("\n", BODY_MAX));
}

/** The distinct two-character pieces of each line of a folded text. */
export function gramsOf(folded: string): string[] {
  const grams = new Set<string>();
  for (const line of folded.split("\n")) {
    const characters = [...line];
    for (let at = 1; at < characters.length; at++)
      grams.add(`${characters[at - 1] as string}${characters[at] as string}`);
  }
  return [...grams];
}

/** A mark is one of so many bits: a text of twenty grams sets a third of them, so three more grams of a search let one in thirty pass. */
const MARKS = 48;

/** The marks of a set of grams, as one number: whoever has all the grams has all their marks. */
export function marksOf(grams: Iterable<string>): number {
  const halves = [0, 0];
  for (const gram of grams) {
    let hash = 7;
    for (let at = 0; at < gram.length; at++) hash = (Math.imul(hash, 31) + gram.charCodeAt(at)) >>> 0;
    const bit = (Math.imul(hash, 0x9e3779b1) >>> 8) % MARKS;
    halves[bit < 24 ? 0 : 1] = (halves[bit < 24 ? 0 : 1] as number) | (1 << (bit % 24));
  }
  return (halves[1] as number) * HALF + (halves[0] as number);
}
const HALF = 2 ** 24;

/** The marks of two sets together. */
export const joinMarks = (a: number, b: number): number =>
  (Math.floor(a / HALF) | Math.floor(b / HALF)) * HALF + ((a % HALF) | (b % HALF));

export const cursorOf = (row: { due_at: Date; need_id: string }): string =>
  `${row.due_at.getTime()}.${row.need_id}`;

/** Deepest level that has a list of its own; what lies below shows its village's. */
export const DEEPEST_LISTED = 5;
/** From the town down an area is small enough to look through; above it, a search goes by grams. */
export const LOOKED_THROUGH_FROM = 4;
/** How many needs one page of a looked-through search may touch. */
export const LOOK = 2_000;
/** How dense a gram's postings are is told by so many of them, to an eighth: its choice among a search's grams needs no more. */
export const DENSITY_OF = 64;
