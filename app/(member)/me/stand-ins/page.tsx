// Where somebody cannot come: of my teams, and where I wait. The first to take it has it.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { meWords } from "@/app/_copy/me";
import { seatsDone, seatWords as w, whyWord } from "@/app/_copy/seats";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { type Group, grouped } from "@/app/_shared/seats/groups";
import { ShiftLine, shiftWhat } from "@/app/_shared/seats/shift-line";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import type { SearchItem } from "@/server/pledges/stand-ins/schema";

export const metadata: Metadata = { title: w.standInTitle, robots: { index: false } };

const PATH = "/me/stand-ins";

function Act({ one }: { one: SearchItem }) {
  if (one.mine)
    return (
      <ActForm action={`/api/stand-ins/${one.standInId}/call-off`} to={PATH}>
        <Button small icon="check">
          {w.stay}
        </Button>
      </ActForm>
    );
  if (one.why) return <p className="note">{whyWord(one.why)}</p>;
  return (
    <ActForm action={`/api/stand-ins/${one.standInId}/stand-in`} to={PATH} keyed>
      <Button small tone="go" icon="hand">
        {w.standIn}
      </Button>
    </ActForm>
  );
}

function Row({ group: { one, count }, now }: { group: Group; now: Date }) {
  const whose = one.organisationName ? w.ofTeam(one.organisationName) : w.ofPerson;
  return (
    <li className="card">
      <p className="note">
        {one.mine ? w.standInMine : `${whose}，${one.team ? w.standInAs.team : w.standInAs.own}`}
      </p>
      <h2>
        <a className="taplink" href={`/needs/${one.shift.needId}`}>
          {one.shift.title} · {shiftWhat(one.shift)}
        </a>
      </h2>
      <ShiftLine shift={one.shift} now={now} />
      {count > 1 ? <p>{w.standInCount(count)}</p> : null}
      <div className="mt-2">
        <Act one={one} />
      </div>
    </li>
  );
}

export default async function StandInsPage({
  searchParams,
}: {
  searchParams: Promise<{ done?: string; refused?: string }>;
}) {
  const { done, refused } = await searchParams;
  if ((await viewer()) === null) redirect(`/sign-in?next=${PATH}`);
  const [items, attempt] = await Promise.all([(await caller()).standIns.forMe(), readActAttempt(refused)]);
  const now = clock();
  return (
    <Page top={<PublicTop back="/me" title={w.standInTitle} />}>
      <Outcome attempt={attempt} done={seatsDone(done)} title={meWords.refused} />
      <h1>{w.standInTitle}</h1>
      {items.length === 0 ? (
        <EmptyState icon="people" title={w.standInEmpty}>
          <p>{w.standInEmptyHelp}</p>
        </EmptyState>
      ) : (
        <ul>
          {grouped(items).map((group) => (
            <Row key={group.one.standInId} group={group} now={now} />
          ))}
        </ul>
      )}
    </Page>
  );
}
