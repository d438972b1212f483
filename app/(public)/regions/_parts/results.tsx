import { regionWords as w } from "@/app/_copy/regions";
import { EmptyState } from "@/app/_ui/card";
import type { RegionView } from "@/server/regions/schema";

function Row({ region }: { region: RegionView }) {
  const also = [
    region.alias ? w.alias(region.alias) : null,
    region.formerly ? w.formerly(region.formerly) : null,
    region.parents.slice(-3).join(" "),
  ];
  return (
    <li>
      <button type="submit" className="pick w-full text-left" name="id" value={region.id}>
        <span>
          <b>{region.name}</b>
          <small>{also.filter(Boolean).join(" · ")}</small>
        </span>
      </button>
    </li>
  );
}

/** What was found, or what lies inside the remembered place; each row chooses. */
export function Results({
  q,
  found,
  inside,
  place,
}: {
  q: string;
  found: RegionView[] | null;
  inside: RegionView[];
  place: RegionView | null;
}) {
  if (found && found.length === 0)
    return (
      <EmptyState icon="search" title={w.none(q)}>
        <p className="note">{w.noneHelp}</p>
      </EmptyState>
    );
  return (
    <form method="post" action="/api/place" className="stack">
      {found ? <p className="note">{w.found(found.length)}</p> : null}
      {inside.length > 0 && place ? <h2>{w.inside(place.name)}</h2> : null}
      <ul className="grid gap-2">
        {(found ?? inside).map((region) => (
          <Row key={region.id} region={region} />
        ))}
      </ul>
      <button type="submit" className="btn small" name="id" value="0">
        {w.everywhere}
      </button>
    </form>
  );
}
