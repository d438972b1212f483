// One box that looks for a place; a plain GET form. What is found is shown by the page it leads to.
import type { ReactNode } from "react";
import { districtWords as w } from "@/app/_copy/district";
import { Button } from "@/app/_ui/button";
import { QUERY_MAX } from "@/server/regions/schema";

/** The term as the page read it from its address. */
export const termOf = (q: string | undefined): string =>
  String(q ?? "")
    .trim()
    .slice(0, QUERY_MAX);

export function SearchBox({
  action,
  q,
  label = w.search,
  children,
}: {
  action: string;
  q: string;
  label?: string;
  /** Hidden fields that go along. */
  children?: ReactNode;
}) {
  return (
    <form method="get" action={action} className="field">
      {children}
      <label htmlFor="q">{label}</label>
      <p className="hint" id="q-hint">
        {w.searchHint}
      </p>
      <div className="affix">
        <input
          className="ctl"
          id="q"
          name="q"
          type="search"
          defaultValue={q}
          maxLength={QUERY_MAX}
          autoComplete="off"
          aria-describedby="q-hint"
        />
        <Button icon="search">{w.searchAct}</Button>
      </div>
    </form>
  );
}
