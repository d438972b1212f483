// The calendar that deadlines are counted on: a year's holidays and the days that make up for them.
import type { Metadata } from "next";
import { checkDone, calendarWords as w } from "@/app/_copy/checks";
import { fromWall, fullDay, wall } from "@/app/_copy/dates";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, Chip, EmptyState } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { TextArea } from "@/app/_ui/field";
import { Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { DAYS_AT_ONCE } from "@/server/hours/calendar/schema";
import { chosen, desksOf } from "../_parts/desk";
import { NoDesk } from "../_parts/no-desk";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = { searchParams: Promise<{ year?: string; done?: string; refused?: string }> };

/** What is wrong with the lines: usually one that cannot be read. */
function faultOf(code: string | undefined): string | null {
  const n = /^line_(\d{1,4})$/.exec(code ?? "")?.[1];
  if (n) return w.lineFault(Number(n));
  return code === "too_many" ? w.tooMany(DAYS_AT_ONCE) : reasonSentence(code);
}

export default async function CalendarPage({ searchParams }: Props) {
  const { year: asked, done, refused } = await searchParams;
  const desk = chosen(await desksOf("/district/calendar"), undefined);
  if (!desk) return <NoDesk />;
  const thisYear = wall(clock()).year;
  const year = /^20\d\d$/.test(asked ?? "") ? Number(asked) : thisYear;
  const [calendar, attempt] = await Promise.all([
    orNotFound(caller().then((api) => api.hours.calendar({ year }))),
    readActAttempt(refused),
  ]);
  const path = `/district/calendar?year=${year}`;
  const worked = calendar.days.filter((one) => one.works).length;
  const fields = attempt.refusal?.fields ?? {};
  return (
    <Page top={<PublicTop back="/district" title={w.title} />}>
      <Outcome attempt={attempt} done={checkDone(done)} title={w.refused} />
      <h1>{w.title}</h1>
      <p>{w.lead}</p>
      <p className="note">{w.scope}</p>
      <Tabs
        label={w.year}
        items={[...new Set([thisYear - 1, thisYear, thisYear + 1, year])].sort().map((one) => ({
          href: `/district/calendar?year=${one}`,
          label: w.yearOf(one),
          current: one === year,
        }))}
      />
      {calendar.days.length === 0 ? (
        <EmptyState icon="calendar" title={w.empty(year)}>
          <p className="note">{w.emptyHelp}</p>
        </EmptyState>
      ) : (
        <Card>
          <p className="note mb-2">
            {w.free(calendar.days.length - worked)} · {w.worked(worked)}
          </p>
          <ul className="plain">
            {calendar.days.map((one) => (
              <Day key={one.day} one={one} path={path} mayChange={calendar.mayChange} />
            ))}
          </ul>
        </Card>
      )}
      {calendar.mayChange ? (
        <ActForm action="/api/hours/days" to={path} className="form sec">
          <h2>{w.add}</h2>
          <TextArea
            name="lines"
            label={w.lines}
            hint={w.linesHint}
            placeholder={w.example}
            rows={6}
            defaultValue={attempt.value("lines")}
            error={faultOf(fields.lines ?? fields.days ?? Object.values(fields)[0])}
          />
          <Button tone="go" wide>
            {w.save}
          </Button>
        </ActForm>
      ) : null}
    </Page>
  );
}

type DayProps = { one: { day: string; works: boolean; note: string }; path: string; mayChange: boolean };

function Day({ one, path, mayChange }: DayProps) {
  const at = fromWall(one.day) ?? new Date(one.day);
  const words = fullDay(at, at);
  const dialog = `remove-${one.day}`;
  return (
    <li className="who">
      <div>
        <b>{words}</b>{" "}
        <Chip tone={one.works ? "amber" : "green"} icon={one.works ? "clock" : "home"}>
          {one.works ? w.on : w.off}
        </Chip>
        <div className="note">{one.note}</div>
      </div>
      {mayChange ? (
        <>
          <ButtonLink href={`#${dialog}`} data-opens={dialog} small>
            {w.remove}
            <span className="sr">{words}</span>
          </ButtonLink>
          <Dialog id={dialog} title={w.removeAsk(words)}>
            <p>{w.removeHelp}</p>
            <ActForm action="/api/hours/clear-day" to={path} hidden={{ day: one.day }}>
              <Button wide tone="line">
                {w.remove}
              </Button>
            </ActForm>
          </Dialog>
        </>
      ) : null}
    </li>
  );
}
