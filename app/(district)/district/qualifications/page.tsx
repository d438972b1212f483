// Qualifications that wait to be looked at, longest waiting first; and those that were.
import type { Metadata } from "next";
import { ago } from "@/app/_copy/dates";
import { needWords } from "@/app/_copy/needs";
import { recordDone, recordWords, verifyWords as w } from "@/app/_copy/records";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { EmptyState } from "@/app/_ui/card";
import { Pager, Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { QUEUE_LIMIT } from "@/server/organisations/qualifications/schema";
import { chosen, desksOf } from "../_parts/desk";
import { NoDesk } from "../_parts/no-desk";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Search = { region?: string; show?: string; after?: string; done?: string; refused?: string };

export default async function QualificationsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { region, show, after, done, refused } = await searchParams;
  const desk = chosen(await desksOf("/district/qualifications"), region);
  if (!desk) return <NoDesk />;
  const status = show === "verified" ? "verified" : "claimed";
  const [rows, attempt] = await Promise.all([
    orNotFound((await caller()).records.queue({ regionId: desk.regionId, status, after })),
    readActAttempt(refused),
  ]);
  const now = clock();
  const path = `/district/qualifications?region=${desk.regionId}`;
  const last = rows.at(-1);
  return (
    <Page top={<PublicTop back={`/district?region=${desk.regionId}`} title={w.title} />}>
      <Outcome attempt={attempt} done={recordDone(done)} title={recordWords.refused} />
      <h1>{w.title}</h1>
      <p className="note">{w.lead}</p>
      <Tabs
        label={w.which}
        items={[
          { href: path, label: w.waiting, current: status === "claimed" },
          { href: `${path}&show=verified`, label: w.verified, current: status === "verified" },
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState icon="check" title={status === "claimed" ? w.empty : w.emptyVerified}>
          <p>{w.emptyHelp}</p>
        </EmptyState>
      ) : null}
      {rows.map((one) => (
        <a className="card" key={one.id} href={`/district/qualifications/${one.id}`}>
          <h2>{`${one.name} · ${needWords.qualifications[one.kind] ?? one.kind}`}</h2>
          <p className="note">
            {[one.issuer, one.home, one.expiresOn ? recordWords.until(one.expiresOn) : recordWords.forever]
              .filter(Boolean)
              .join(" · ")}
          </p>
          <p className="note">{w.waits(ago(one.claimedAt, now))}</p>
        </a>
      ))}
      <Pager
        firstHref={after ? `${path}&show=${show ?? ""}` : null}
        nextHref={rows.length === QUEUE_LIMIT && last ? `${path}&show=${show ?? ""}&after=${last.id}` : null}
      />
    </Page>
  );
}
