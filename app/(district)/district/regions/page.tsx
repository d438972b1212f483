// The tree by hand: what is missing is added, what changed its name is renamed, what was merged leads on.
import type { Metadata } from "next";
import { districtDone, LEVEL_WORD, districtWords as w } from "@/app/_copy/district";
import { Outcome } from "@/app/_shared/acts/outcome";
import { SearchBox, termOf } from "@/app/_shared/regions/search-box";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNone, orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { Page } from "@/app/_ui/page";
import { chosen, desksOf } from "../_parts/desk";
import { NoDesk } from "../_parts/no-desk";
import { AddForm, Aliases, Merge, RenameForm } from "./_parts/shaping";

export const metadata: Metadata = { title: w.regions, robots: { index: false } };

type Props = { searchParams: Promise<{ id?: string; q?: string; done?: string; refused?: string }> };

export default async function RegionsPage({ searchParams }: Props) {
  const { id, q, done, refused } = await searchParams;
  const desks = await desksOf("/district/regions");
  const desk = chosen(desks, id);
  if (!desk) return <NoDesk />;
  const api = await caller();
  const region = await orNotFound(api.regions.one({ id: id ?? desk.regionId }));
  const term = termOf(q);
  const [inside, aliases, found, attempt] = await Promise.all([
    api.regions.children({ id: region.id }),
    api.regions.aliases({ id: region.id }),
    term ? orNone(api.regions.search({ q: term, countyId: region.countyId || undefined })) : null,
    readActAttempt(refused),
  ]);
  const path = `/district/regions?id=${region.id}`;
  const above = region.level === 5 ? region.townId : region.level > 5 ? region.villageId : region.countyId;
  const common = { region, to: path, attempt };
  const others = (found ?? []).filter((one) => one.id !== region.id);
  return (
    <Page
      top={<PublicTop back="/district" title={w.regions} />}
      aside={
        <>
          <AddForm {...common} />
          {region.level > 3 ? <RenameForm {...common} /> : null}
          <Aliases {...common} aliases={aliases} />
          {region.level > 3 ? (
            <Merge {...common} found={others.filter((r) => r.level === region.level)} />
          ) : null}
        </>
      }
    >
      <Outcome attempt={attempt} done={districtDone(done)} title={w.refused} />
      <h1>{w.regionsOf(region.path)}</h1>
      <p className="note">{w.regionsHelp}</p>
      <SearchBox action="/district/regions" q={term} hidden={{ id: String(region.id) }} />
      {found && others.length === 0 ? <p role="status">{w.noneFound}</p> : null}
      {others.map((one) => (
        <a className="card" key={one.id} href={`/district/regions?id=${one.id}`}>
          {one.path} <span className="note">{LEVEL_WORD[one.level]}</span>
        </a>
      ))}
      <section className="sec" aria-labelledby="inside">
        <h2 id="inside">{w.inside}</h2>
        {inside.length === 0 ? <p className="note">{w.nothingInside}</p> : null}
        <div className="tabs">
          {inside.map((one) => (
            <a className="tab" key={one.id} href={`/district/regions?id=${one.id}`}>
              {one.name}
            </a>
          ))}
        </div>
      </section>
      {region.level > 3 && above > 0 && above !== region.id ? (
        <ButtonLink href={`/district/regions?id=${above}`} small icon="back">
          {w.up}
        </ButtonLink>
      ) : null}
    </Page>
  );
}
