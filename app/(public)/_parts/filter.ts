// The list's filter as it stands in an address. Pure.
export type ListFilter = { kind?: string; q?: string; days?: string; everywhere?: string; cursor?: string };

const KEYS = ["kind", "q", "days", "everywhere", "cursor"] as const;

/** The list's address with this filter; what is empty is left out. */
export function listHref(filter: ListFilter): string {
  const search = new URLSearchParams();
  for (const key of KEYS) if (filter[key]) search.set(key, filter[key]);
  const query = search.toString();
  return query ? `/needs?${query}` : "/needs";
}

/** Reads an address; anything that is no plain text is left out. */
export function readFilter(params: Record<string, string | string[] | undefined>): ListFilter {
  const filter: ListFilter = {};
  for (const key of KEYS) {
    const value = params[key];
    if (typeof value === "string" && value.trim() !== "") filter[key] = value.trim();
  }
  return filter;
}
