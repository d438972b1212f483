// Which village it is about: a search over names and pinyin initials, each result a link back to the form.
import { postWords as w } from "@/app/_copy/post";
import { regionWords } from "@/app/_copy/regions";
import { orNone } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { EmptyState } from "@/app/_ui/card";
import { SearchForm } from "@/app/_ui/search";
import { LEVEL, QUERY_MAX } from "@/server/regions/schema";

const BELOW = [LEVEL.village, LEVEL.natural, LEVEL.grid];

/** action: the page itself; to: where a result leads, with its id. above: a town may be chosen as well. */
export async function PlaceSearch({
  q,
  action,
  to,
  hidden,
  countyId,
  above,
}: {
  q: string;
  action: string;
  to: (id: number) => string;
  hidden?: Record<string, string>;
  countyId?: number;
  above?: boolean;
}) {
  const levels = above ? [LEVEL.town, ...BELOW] : BELOW;
  const found = q ? await orNone((await caller()).regions.search({ q, countyId, levels })) : null;
  return (
    <>
      <SearchForm
        action={action}
        q={q}
        label={regionWords.label}
        hint={regionWords.hint}
        act={regionWords.search}
        max={QUERY_MAX}
        live="found"
        hidden={hidden}
      />
      <div id="found" aria-live="polite">
        {found && found.length === 0 ? (
          <EmptyState icon="search" title={regionWords.none(q)}>
            <p className="note">{regionWords.noneHelp}</p>
          </EmptyState>
        ) : null}
        {found && found.length > 0 ? (
          <ul className="grid gap-2">
            {found.map((region) => (
              <li key={region.id}>
                <a className="pick" href={to(region.id)}>
                  <span>
                    <b>{region.name}</b>
                    <small>
                      {[
                        region.alias ? regionWords.alias(region.alias) : null,
                        region.formerly ? regionWords.formerly(region.formerly) : null,
                        region.parents.slice(-3).join(" "),
                      ]
                        .filter(Boolean)
                        .join(" · ")}
                    </small>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        ) : null}
        {found === null ? <p className="note">{w.placeLevel}</p> : null}
      </div>
    </>
  );
}
