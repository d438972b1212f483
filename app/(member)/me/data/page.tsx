// What is kept of me, what I agreed to, and whom I act for: to read, to put right, to take back.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ago } from "@/app/_copy/dates";
import { doneSentence, meWords as w } from "@/app/_copy/me";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNone } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Page } from "@/app/_ui/page";
import { Agreements } from "./_parts/agreements";
import { Leaving } from "./_parts/leaving";
import { ActedFor, Register } from "./_parts/others";
import { Home, Name } from "./_parts/self";

export const metadata: Metadata = { title: w.dataTitle, robots: { index: false } };

type Props = { searchParams: Promise<{ done?: string; refused?: string; q?: string }> };

export default async function DataPage({ searchParams }: Props) {
  const { done, refused, q } = await searchParams;
  const api = await caller();
  const me = await api.people.me();
  if (me === null) redirect("/sign-in?next=/me/data");
  const term = String(q ?? "")
    .trim()
    .slice(0, 40);
  const [consents, actedFor, acting, looks, found, attempt] = await Promise.all([
    api.people.consents(),
    api.people.actedFor(),
    api.people.acting(),
    api.contacts.looks(),
    term ? orNone(api.regions.search({ q: term, levels: [5, 6, 7] })) : null,
    readActAttempt(refused),
  ]);
  const now = clock();
  return (
    <Page
      top={<PublicTop back="/me" title={w.dataTitle} />}
      aside={
        <>
          <Agreements me={me} consents={consents} now={now} />
          <section className="sec" aria-labelledby="looks">
            <h2 id="looks">{w.looks}</h2>
            {looks.length === 0 ? <p className="note">{w.noLooks}</p> : null}
            <ul className="plain">
              {looks.slice(0, 20).map((look) => (
                <li key={`${look.pledgeId}${look.at.getTime()}`}>
                  {w.looked(look.viewer, look.needTitle)}
                  <div className="note">{ago(look.at, now)}</div>
                </li>
              ))}
            </ul>
          </section>
          <Leaving />
        </>
      }
    >
      <Outcome attempt={attempt} done={doneSentence(done)} title={w.refused} />
      <h1>{w.dataTitle}</h1>
      <Name me={me} attempt={attempt} />
      <Home me={me} q={term} found={found} />
      <ActedFor actedFor={actedFor} acting={acting} now={now} />
      <Register hats={me.hats} attempt={attempt} />
    </Page>
  );
}
