// Looking for a team and asking to join it.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ORGANISATION_KIND } from "@/app/_copy/labels";
import { meWords } from "@/app/_copy/me";
import { membersDone, memberWords as w } from "@/app/_copy/members";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import { Outcome } from "@/app/_shared/acts/outcome";
import { readPlace } from "@/app/_shared/site/place";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNull } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { TextArea } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { SearchForm } from "@/app/_ui/search";
import { NOTE_MAX } from "@/server/organisations/joining/schema";
import { ORGANISATION_NAME_MAX } from "@/server/organisations/schema";
import { SHIPPED_COUNTY } from "@/server/regions/national/rules";
import { MyRequests } from "../_parts/my-requests";

export const metadata: Metadata = { title: w.joinTitle, robots: { index: false } };

const PAGE = "/team/join";
type Search = { q?: string; done?: string; refused?: string };

export default async function JoinPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { q, done, refused } = await searchParams;
  if ((await viewer()) === null) redirect(`/sign-in?next=${PAGE}`);
  const api = await caller();
  const term = (q ?? "").trim().slice(0, ORGANISATION_NAME_MAX);
  const [place, me, mine, requests, attempt] = await Promise.all([
    readPlace(),
    api.people.me(),
    api.organisations.mine(),
    api.members.myRequests(),
    readActAttempt(refused),
  ]);
  const home = me?.home ? await orNull(api.regions.one({ id: me.home.id })) : null;
  const countyId = [place?.countyId, home?.countyId].find((id) => id) ?? SHIPPED_COUNTY;
  const found = term ? await api.organisations.search({ q: term, countyId }) : [];
  const settled = new Set([
    ...mine.map((one) => one.id),
    ...requests.filter((one) => one.status === "asked").map((one) => one.organisationId),
  ]);
  const to = `${PAGE}${term ? `?q=${encodeURIComponent(term)}` : ""}`;
  return (
    <Page top={<PublicTop back="/team" title={w.joinTitle} />}>
      <Outcome attempt={attempt} done={membersDone(done)} title={meWords.refused} />
      <h1>{w.joinTitle}</h1>
      <p className="note">{w.joinText}</p>
      <SearchForm
        action={PAGE}
        q={term}
        label={w.joinSearch}
        hint={w.joinHint}
        act={w.find}
        max={ORGANISATION_NAME_MAX}
      />
      {term && found.length === 0 ? <p role="status">{w.joinNone}</p> : null}
      <ul>
        {found.map((one) => (
          <li className="card" key={one.id}>
            <p>
              <b>{one.name}</b>
            </p>
            <p className="note">{[ORGANISATION_KIND[one.kind].word, one.town].filter(Boolean).join(" · ")}</p>
            {settled.has(one.id) ? (
              <p className="note">{mine.some((o) => o.id === one.id) ? w.standsMember : w.standsAsked}</p>
            ) : (
              <Fold title={w.join}>
                <ActForm action={`/api/team/${one.id}/join`} to={PAGE} from={to} className="form">
                  <TextArea
                    id={`note-${one.id}`}
                    name="note"
                    label={w.joinNote}
                    hint={w.joinNoteHint}
                    optional
                    rows={2}
                    maxLength={NOTE_MAX}
                  />
                  <Button tone="line" wide>
                    {w.join}
                    <span className="sr">{one.name}</span>
                  </Button>
                </ActForm>
              </Fold>
            )}
          </li>
        ))}
      </ul>
      <MyRequests requests={requests} to={PAGE} now={now()} />
    </Page>
  );
}
