// One search box instead of a five-level cascade. Works as a plain GET form; with script the list follows the typing.
import type { Metadata } from "next";
import { regionWords as w } from "@/app/_copy/regions";
import { readPlace } from "@/app/_shared/site/place";
import { PublicTop } from "@/app/_shared/site/top";
import { orNone } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { Page } from "@/app/_ui/page";
import { SearchForm } from "@/app/_ui/search";
import { QUERY_MAX } from "@/server/regions/schema";
import { Results } from "./_parts/results";

export const metadata: Metadata = { title: w.title };

export default async function RegionsPage({ searchParams }: { searchParams: Promise<{ q?: string }> }) {
  const q = String((await searchParams).q ?? "")
    .trim()
    .slice(0, QUERY_MAX);
  const [place, regions] = [await readPlace(), (await caller()).regions];
  const found = q ? await orNone(regions.search({ q, countyId: place?.countyId || undefined })) : null;
  const inside = !found && place && place.level < 5 ? await regions.children({ id: place.id }) : [];
  return (
    <Page top={<PublicTop back="/" />}>
      <h1>{w.title}</h1>
      {place ? <p className="note">{w.now([...place.parents, place.name].join(" "))}</p> : null}
      <SearchForm
        action="/regions"
        q={q}
        label={w.label}
        hint={w.hint}
        act={w.search}
        max={QUERY_MAX}
        live="found"
      />
      <div id="found" aria-live="polite">
        <Results q={q} found={found} inside={inside} place={place} />
      </div>
    </Page>
  );
}
