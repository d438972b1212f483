// Looking for a place from the district's pages.
import { districtWords as w } from "@/app/_copy/district";
import { SearchForm } from "@/app/_ui/search";
import { QUERY_MAX } from "@/server/regions/schema";

/** The term as the page read it from its address. */
export const termOf = (q: string | undefined): string =>
  String(q ?? "")
    .trim()
    .slice(0, QUERY_MAX);

export function SearchBox({
  action,
  q,
  hidden,
}: {
  action: string;
  q: string;
  hidden: Record<string, string>;
}) {
  return (
    <SearchForm
      action={action}
      q={q}
      label={w.search}
      hint={w.searchHint}
      act={w.searchAct}
      max={QUERY_MAX}
      hidden={hidden}
    />
  );
}
