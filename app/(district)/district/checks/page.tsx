// Shifts that are looked at again: drawn, or remarkable; what was recorded beside what the receiving side said.
import type { Metadata } from "next";
import { CHECK_REASON, CHECK_STATUS, checkDone, checkWords as w } from "@/app/_copy/checks";
import { duration, fullDay, timeSpan } from "@/app/_copy/dates";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { actDraft, readActAttempt } from "@/app/_trpc/acts";
import type { Attempt } from "@/app/_trpc/form";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { Card, Chip, EmptyState } from "@/app/_ui/card";
import { Choice, Field } from "@/app/_ui/field";
import { Pager, Table, Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { CHECKS_PAGE, type CheckRow, NOTE_MAX } from "@/server/hours/checks/schema";
import { chosen, desksOf } from "../_parts/desk";
import { NoDesk } from "../_parts/no-desk";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Search = { region?: string; show?: string; after?: string; done?: string; refused?: string };

export default async function ChecksPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { region, show: asked, after, done, refused } = await searchParams;
  const desk = chosen(await desksOf("/district/checks"), region);
  if (!desk) return <NoDesk />;
  const show = asked === "done" ? "done" : "open";
  const [rows, attempt] = await Promise.all([
    orNotFound(caller().then((api) => api.hours.checks({ regionId: desk.regionId, show, after }))),
    readActAttempt(refused),
  ]);
  const now = clock();
  const path = `/district/checks?region=${desk.regionId}`;
  const last = rows.at(-1);
  const tried = (row: CheckRow) => (refused === actDraft("check", row.id) ? attempt : null);
  return (
    <Page top={<PublicTop back={`/district?region=${desk.regionId}`} title={w.title} />}>
      <Outcome attempt={attempt} done={checkDone(done)} title={w.refused} />
      <h1>{w.title}</h1>
      <p className="note">{w.lead}</p>
      <Tabs
        label={w.which}
        items={[
          { href: path, label: w.open, current: show === "open" },
          { href: `${path}&show=done`, label: w.done, current: show === "done" },
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState icon="check" title={show === "open" ? w.empty : w.emptyDone}>
          <p className="note">{w.emptyHelp}</p>
        </EmptyState>
      ) : null}
      {rows.map((row) => (
        <Check key={row.id} row={row} now={now} path={path} tried={tried(row)} />
      ))}
      <Pager
        firstHref={after ? `${path}&show=${show}` : null}
        nextHref={rows.length === CHECKS_PAGE && last ? `${path}&show=${show}&after=${last.id}` : null}
      />
    </Page>
  );
}

type CheckProps = { row: CheckRow; now: Date; path: string; tried: Attempt | null };

function Check({ row, now, path, tried }: CheckProps) {
  const label = CHECK_STATUS[row.status];
  const { scanned, rollCall, late } = row.classes;
  return (
    <Card id={row.id}>
      <div className="split">
        <h2>{row.title}</h2>
        <Chip tone={label.tone} icon={label.icon}>
          {label.word}
        </Chip>
      </div>
      <p className="note">
        {[row.place, row.startsAt === null ? null : timeSpan(row.startsAt, null, now), row.item]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <h3>{w.why}</h3>
      <ul className="list-disc pl-5">
        {row.reasons.map((reason) => (
          <li key={reason}>{CHECK_REASON[reason]}</li>
        ))}
      </ul>
      <Numbers row={row} />
      <p className="note">{[w.classes(scanned, rollCall, late), w.sum(duration(row.minutes))].join(" · ")}</p>
      <a className="taplink" href={`/day/${row.slotId}/hours`}>
        {w.records}
        <span className="sr">{w.answerOf(row.title)}</span>
      </a>
      {row.status === "open" ? (
        <details open={tried !== null}>
          <summary className="txtlink">
            {w.answer}
            <span className="sr">{w.answerOf(row.title)}</span>
          </summary>
          <Answer row={row} path={path} tried={tried} />
        </details>
      ) : (
        <>
          {row.note ? <p>{row.note}</p> : null}
          {row.checkedAt ? <p className="note">{w.checked(fullDay(row.checkedAt, now))}</p> : null}
        </>
      )}
    </Card>
  );
}

/** The roll beside what those who were helped said, on their own. */
function Numbers({ row }: { row: CheckRow }) {
  const own = {
    id: "recorded",
    cells: {
      side: w.recorded,
      people: w.count(row.people),
      time: row.minutes === 0 ? w.notYet : duration(Math.round(row.minutes / row.people)),
    },
  };
  const theirs = row.statements.map((one) => ({
    id: one.side,
    cells: {
      side: w.sides[one.side] ?? w.other,
      people: w.count(one.headcount),
      time: duration(one.minutes),
    },
  }));
  return (
    <>
      <Table
        caption={w.numbers}
        head={[
          { key: "side", label: w.side },
          { key: "people", label: w.people, num: true },
          { key: "time", label: w.time, num: true },
        ]}
        rows={[own, ...theirs]}
      />
      {theirs.length === 0 ? <p className="note">{w.noStatements}</p> : null}
    </>
  );
}

function Answer({ row, path, tried }: Omit<CheckProps, "now">) {
  const error = (name: string) => reasonSentence(tried?.refusal?.fields[name]);
  return (
    <ActForm action="/api/hours/check" to={path} hidden={{ subject: row.id }} className="form">
      <Choice
        name="outcome"
        legend={
          <>
            {w.outcome}
            <span className="sr">{w.answerOf(row.title)}</span>
          </>
        }
        options={w.outcomes}
        value={tried?.value("outcome")}
        error={error("outcome")}
        required
      />
      <Field
        name="note"
        id={`note-${row.id}`}
        label={w.note}
        hint={w.noteHint}
        maxLength={NOTE_MAX}
        defaultValue={tried?.value("note")}
        error={error("note")}
      />
      <Button wide tone="line">
        {w.save}
        <span className="sr">{w.answerOf(row.title)}</span>
      </Button>
    </ActForm>
  );
}
