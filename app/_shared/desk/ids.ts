// Ids from an address or a form, before they stand in a path or a draft's name. Pure.
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id itself; whatever is none becomes "none", which nothing has. */
export const idOr = (text: string | undefined): string => (text && ID.test(text) ? text : "none");

export const ACT = /^[a-z][a-z-]{1,19}$/;

/** The draft of one form of a desk: desk-pause:<id>. */
export const deskForm = (act: string, id: string | undefined): string =>
  `desk-${ACT.test(act) ? act : "none"}:${idOr(id)}`;

/** A path with one more word in its query. */
export function withQuery(path: string, name: string, value: string): string {
  const url = new URL(path, "http://x");
  url.searchParams.set(name, value);
  return `${url.pathname}${url.search}${url.hash}`;
}
