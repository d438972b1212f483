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

export const cursorOf = (row: { due_at: Date; need_id: string }): string =>
  `${row.due_at.getTime()}.${row.need_id}`;

/** Deepest level that has a list of its own; what lies below shows its village's. */
export const DEEPEST_LISTED = 5;
/** From the town down an area is small enough to look through; above it, a search goes by grams. */
export const LOOKED_THROUGH_FROM = 4;
/** How many needs one page of a looked-through search may touch. */
export const LOOK = 2_000;
/** Grams are counted up to here, once a process: some milliseconds each. Between more frequent ones the choice matters little. */
export const FREQUENT = 20_000;
/** Frequencies remembered, for the whole process: some megabytes. */
export const FREQUENCIES_KEPT = 50_000;
