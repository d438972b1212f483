// Organisations of a district or town, by state and kind.
import type { Metadata } from "next";
import { districtWords as w } from "@/app/_copy/district";
import { ORGANISATION_KIND } from "@/app/_copy/labels";
import { ORGANISATION_STATUS } from "@/app/_copy/team";
import { PublicTop } from "@/app/_shared/site/top";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { Chip } from "@/app/_ui/card";
import { Pager, Tabs, Who } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { ORGANISATION_STATES } from "@/server/organisations/lifecycle";
import { LIST_LIMIT, ORGANISATION_KINDS } from "@/server/organisations/schema";
import { chosen, desksOf } from "../_parts/desk";
import { NoDesk } from "../_parts/no-desk";

export const metadata: Metadata = { title: w.allOrganisations, robots: { index: false } };

type Props = {
  searchParams: Promise<{ region?: string; status?: string; kind?: string; after?: string }>;
};

export default async function OrganisationsPage({ searchParams }: Props) {
  const { region, status: state, kind: sort, after } = await searchParams;
  const desk = chosen(await desksOf("/district/organisations"), region);
  if (!desk) return <NoDesk />;
  const status = ORGANISATION_STATES.find((one) => one === state) ?? "verified";
  const kind = ORGANISATION_KINDS.find((one) => one === sort);
  const rows = await orNotFound(
    (await caller()).organisations.list({ regionId: desk.regionId, status, kind, after }),
  );
  const href = (next: { status?: string; kind?: string; after?: string }) => {
    const search = new URLSearchParams({ region: String(desk.regionId), status, ...(kind ? { kind } : {}) });
    for (const [name, value] of Object.entries(next)) value ? search.set(name, value) : search.delete(name);
    return `/district/organisations?${search}`;
  };
  return (
    <Page top={<PublicTop back="/district" title={w.allOrganisations} />} wide>
      <h1>{desk.name}</h1>
      <Tabs
        label={w.status}
        items={ORGANISATION_STATES.map((one) => ({
          href: href({ status: one }),
          label: ORGANISATION_STATUS[one].word,
          current: one === status,
        }))}
      />
      <Tabs
        label={w.kind}
        items={[
          { href: href({ kind: "" }), label: w.all, current: kind === undefined },
          ...ORGANISATION_KINDS.map((one) => ({
            href: href({ kind: one }),
            label: ORGANISATION_KIND[one].word,
            current: one === kind,
          })),
        ]}
      />
      {rows.length === 0 ? (
        <p className="note">{w.noneHere}</p>
      ) : (
        <ul className="card">
          {rows.map((row) => (
            <Who
              key={row.id}
              mark={ORGANISATION_KIND[row.kind].mark}
              name={
                <a className="taplink" href={`/district/organisations/${row.id}`}>
                  {row.name}
                </a>
              }
              note={[ORGANISATION_KIND[row.kind].word, row.town, row.contactName].filter(Boolean).join(" · ")}
              figure={
                row.civilised ? (
                  <Chip tone="amber" icon="shield">
                    {w.civilised}
                  </Chip>
                ) : null
              }
            />
          ))}
        </ul>
      )}
      <Pager
        firstHref={after ? href({}) : null}
        nextHref={rows.length === LIST_LIMIT ? href({ after: rows.at(-1)?.id }) : null}
      />
    </Page>
  );
}
