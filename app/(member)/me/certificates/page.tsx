// My certificates, and the units I can ask for one; the same for whom I act for.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { certificateDone, hoursAndMinutes, refusedTitle, mineWords as w } from "@/app/_copy/certificates";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/card";
import { Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { Item } from "./_parts/item";
import { Printed } from "./_parts/printed";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = { searchParams: Promise<{ person?: string; done?: string; refused?: string }> };

export default async function MyCertificatesPage({ searchParams }: Props) {
  const { person, done, refused } = await searchParams;
  const actor = await viewer();
  if (actor === null) redirect("/sign-in?next=/me/certificates");
  const [mine, attempt] = await Promise.all([
    orNotFound((await caller()).certificates.mine({ personId: person })),
    readActAttempt(refused),
  ]);
  const own = mine.personId === actor.personId;
  const page = own ? "/me/certificates" : `/me/certificates?person=${mine.personId}`;
  const askPath = (query: Record<string, string>) =>
    `/me/certificates/ask?${new URLSearchParams({ ...query, ...(own ? {} : { person: mine.personId }) })}`;
  const valid = mine.items.filter((item) => item.status === "valid");
  return (
    <Page
      top={<PublicTop back="/me" title={w.title} />}
      aside={own ? <Printed agreed={mine.agreed} hasIdCard={mine.hasIdCard} /> : undefined}
    >
      <Outcome attempt={attempt} done={certificateDone(done)} title={refusedTitle} />
      <h1>{w.title}</h1>
      <p>{w.lead}</p>
      {mine.others.length > 0 ? (
        <Tabs
          label={w.whose}
          items={[
            { href: "/me/certificates", label: w.me, current: own },
            ...mine.others.map((one) => ({
              href: `/me/certificates?person=${one.personId}`,
              label: one.name,
              current: one.personId === mine.personId,
            })),
          ]}
        />
      ) : null}
      <section className="sec" aria-labelledby="units">
        <h2 id="units">{w.units}</h2>
        {mine.units.length === 0 ? (
          <EmptyState icon="clock" title={w.noUnits}>
            <p>{w.noUnitsHelp}</p>
            <ButtonLink href="/needs">{w.find}</ButtonLink>
          </EmptyState>
        ) : null}
        <ul>
          {mine.units.map((unit) => (
            <li className="card" key={unit.unitId}>
              <h3>{unit.unit}</h3>
              <p className="note">
                {w.unitNote(hoursAndMinutes(unit.minutes), unit.count, unit.from, unit.until)}
              </p>
              <div className="row mt-3">
                <ButtonLink href={askPath({ unit: unit.unitId })} tone="line" small icon="plus">
                  {w.ask}
                </ButtonLink>
              </div>
            </li>
          ))}
        </ul>
      </section>
      <section className="sec" aria-labelledby="list">
        <h2 id="list">{w.list}</h2>
        {mine.items.length === 0 ? <p className="note">{w.none}</p> : null}
        {valid.length > 1 ? (
          <ButtonLink
            href={`/api/certificates/paper?${valid.map((item) => `c=${item.id}`).join("&")}`}
            small
            icon="copy"
          >
            {w.openAll(valid.length)}
          </ButtonLink>
        ) : null}
        <ul>
          {mine.items.map((item) => (
            <Item
              key={item.id}
              item={item}
              page={page}
              again={askPath({ unit: item.unitId, from: item.from, until: item.until })}
            />
          ))}
        </ul>
      </section>
    </Page>
  );
}
