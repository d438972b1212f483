// I went, and nothing was recorded: which service, from when to when; and what became of such questions.
import type { Metadata } from "next";
import { correctionDone, correctionWords as w } from "@/app/_copy/corrections";
import { dateValue, timeSpan } from "@/app/_copy/dates";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { MyAsked } from "@/app/_shared/hours/my-asked";
import { TimeFields } from "@/app/_shared/hours/time-fields";
import { WhatHappened } from "@/app/_shared/hours/what-happened";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import type { Attempt } from "@/app/_trpc/form";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, EmptyState } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import type { AskableView } from "@/server/hours/corrections/schema";

export const metadata: Metadata = { title: w.missingTitle, robots: { index: false } };

const PATH = "/me/hours/missing";
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

type Search = { shift?: string; at?: string; done?: string; refused?: string };
type Shift = AskableView["shifts"][number];

export default async function MissingPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { shift: chosen, at, done, refused } = await searchParams;
  await signedIn(PATH);
  const needId = ID.exec(at ?? "")?.[0];
  const [view, attempt] = await Promise.all([
    orNotFound(caller().then((api) => api.hours.askable({ needId }))),
    readActAttempt(refused),
  ]);
  const now = clock();
  const shift = view.shifts.find((one) => one.slotId === chosen);
  const here = needId === undefined ? PATH : `${PATH}?at=${needId}`;
  return (
    <Page top={<PublicTop back="/me/hours" title={w.missingTitle} />}>
      <Outcome attempt={attempt} done={correctionDone(done)} title={w.refused} />
      <h1>{w.missingTitle}</h1>
      {shift ? (
        <Ask shift={shift} back={here} attempt={attempt} now={now} />
      ) : (
        <>
          <p className="note">{w.missingLead}</p>
          <Shifts shifts={view.shifts} here={here} found={needId !== undefined} now={now} />
          <form method="get" action={PATH} className="form">
            <Field
              name="at"
              label={w.findLabel}
              hint={w.findHint}
              inputMode="url"
              error={at && needId === undefined ? w.findFault : null}
            />
            <Button wide>{w.find}</Button>
          </form>
        </>
      )}
      {view.asked.length > 0 ? (
        <section className="sec" aria-labelledby="asked">
          <h2 id="asked">{w.missingAsked}</h2>
          <MyAsked asked={view.asked} now={now} path={PATH} refused={refused} attempt={attempt} titled />
        </section>
      ) : null}
    </Page>
  );
}

const when = (shift: Shift, now: Date) =>
  shift.startsAt === null ? null : timeSpan(shift.startsAt, shift.endsAt, now);

type ShiftsProps = { shifts: Shift[]; here: string; found: boolean; now: Date };

function Shifts({ shifts, here, found, now }: ShiftsProps) {
  if (shifts.length === 0)
    return (
      <EmptyState icon="check" title={found ? w.missingNoneHere : w.missingNone}>
        <p className="note">{found ? w.missingNoneHereHelp : w.missingNoneHelp}</p>
        {found ? (
          <ButtonLink href={PATH} small>
            {w.missingBack}
          </ButtonLink>
        ) : null}
      </EmptyState>
    );
  return (
    <section className="sec" aria-labelledby="which">
      <h2 id="which">{w.missingChoose}</h2>
      <Card>
        <ul>
          {shifts.map((shift) => (
            <li className="who" key={shift.slotId}>
              <div>
                <b>{shift.title}</b>
                <div className="note">{[when(shift, now), shift.item].filter(Boolean).join(" · ")}</div>
              </div>
              <ButtonLink href={`${here}${here.includes("?") ? "&" : "?"}shift=${shift.slotId}`} small>
                {w.missingPick}
                <span className="sr">{w.of(shift.title)}</span>
              </ButtonLink>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}

type AskProps = { shift: Shift; back: string; attempt: Attempt; now: Date };

function Ask({ shift, back, attempt, now }: AskProps) {
  const from = `${back}${back.includes("?") ? "&" : "?"}shift=${shift.slotId}`;
  const hidden = { subject: shift.slotId, day: dateValue(shift.startsAt ?? shift.endsAt ?? now) };
  return (
    <>
      <Card>
        <b>{shift.title}</b>
        <p className="note">{[when(shift, now), shift.item].filter(Boolean).join(" · ")}</p>
        <a className="taplink" href={back}>
          {w.missingOther}
        </a>
      </Card>
      <ActForm action="/api/hours/ask-missing" to={PATH} from={from} hidden={hidden} keyed className="form">
        <TimeFields from={shift.startsAt} to={shift.endsAt} labels={[w.from, w.to]} attempt={attempt} />
        <WhatHappened attempt={attempt} />
        <Button tone="go" wide>
          {w.missingAsk}
        </Button>
      </ActForm>
    </>
  );
}
