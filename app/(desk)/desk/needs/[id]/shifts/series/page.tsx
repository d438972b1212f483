// 每周 or 每月: asked by GET, so that what it would do is looked at first; done by the one button below the preview.
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { dateValue, fullDay, timeSpan } from "@/app/_copy/dates";
import { statusLabel } from "@/app/_copy/labels";
import { reasonSentence } from "@/app/_copy/reasons";
import { shiftWords as w } from "@/app/_copy/shifts";
import { ActForm } from "@/app/_shared/desk/act-form";
import { deskForm } from "@/app/_shared/desk/ids";
import { Refused } from "@/app/_shared/desk/refused";
import { type Back, refusedForm } from "@/app/_shared/desk/said-back";
import { clockValue, patternOf, type Terms, termsValues, type Values } from "@/app/_shared/shifts/fields";
import { type Given, ShiftFields } from "@/app/_shared/shifts/shift-form";
import { PublicTop } from "@/app/_shared/site/top";
import { orNotFound, orToldWhy } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { Button } from "@/app/_ui/button";
import { Card, Chip, EmptyState, Notice } from "@/app/_ui/card";
import { Choice, Field } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { EVERY, minuteOf } from "@/server/needs/shifts/series/rules";
import type { PlanView } from "@/server/needs/shifts/series/schema";
import { deskShifts } from "../_parts/load";

export const metadata: Metadata = { title: w.seriesNew, robots: { index: false } };

type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query & Back> };

const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const one = (value: string | string[] | undefined): string | undefined => listOf(value)[0];

/** The query as a form would have sent it. */
function formIn(query: Query): FormData {
  const fields = new FormData();
  for (const [name, value] of Object.entries(query))
    for (const each of listOf(value)) fields.append(name, each);
  return fields;
}

function Plan({ plan, now }: { plan: PlanView; now: Date }) {
  if (plan.rows.length === 0) return <EmptyState icon="calendar" title={w.previewNone} />;
  const stays = plan.rows.some((row) => row.fate === "stays_people");
  return (
    <Card>
      <ul className="stack-s">
        {plan.rows.map((row) => {
          const label = statusLabel(w.fates, row.fate);
          const tells = (row.fate === "change" || row.fate === "stays_people") && row.people > 0;
          return (
            <li key={`${row.slotId ?? ""}${row.startsAt.getTime()}`} className="split">
              <span>
                {timeSpan(row.startsAt, row.endsAt, now)}
                <small className="note">
                  {" "}
                  {[w.seatsWanted(row.seats), tells && row.fate === "change" ? w.told(row.people) : null]
                    .filter(Boolean)
                    .join(" · ")}
                </small>
              </span>
              <Chip tone={label.tone} icon={label.icon}>
                {label.word}
              </Chip>
            </li>
          );
        })}
      </ul>
      {stays ? <p className="note mt-3">{w.stayHelp}</p> : null}
    </Card>
  );
}

/** How it stands now, or after the first shift of the line. */
async function valuesFor(
  seriesId: string | undefined,
  line: { shifts: (Terms & { startsAt: Date | null; endsAt: Date | null; seats: number })[] } | undefined,
  now: Date,
): Promise<{ values: Values; needLine?: string }> {
  if (seriesId) {
    const s = await orNotFound((await caller()).shifts.series({ seriesId }));
    const values = {
      ...termsValues(s.terms),
      every: [s.every],
      firstOn: [s.firstOn],
      lastOn: [s.lastOn],
      startTime: [clockValue(s.startMinute)],
      endTime: [clockValue(s.startMinute + s.minutes)],
      seats: [String(s.seats)],
    };
    return { values, needLine: s.lineId };
  }
  const like = line?.shifts[0];
  const week = new Date(now.getTime() + 7 * 86_400_000);
  if (!like?.startsAt || !like.endsAt) return { values: { every: ["week"], firstOn: [dateValue(week)] } };
  const from = like.startsAt > now ? new Date(like.startsAt.getTime() + 7 * 86_400_000) : week;
  const clock = (at: Date) => clockValue(minuteOf(at));
  return {
    values: {
      ...termsValues(like),
      every: ["week"],
      firstOn: [dateValue(from)],
      startTime: [clock(like.startsAt)],
      endTime: [clock(like.endsAt)],
      seats: [String(like.seats)],
    },
  };
}

export default async function SeriesPage({ params, searchParams }: Props) {
  const [{ id }, search] = [await params, await searchParams];
  const { desk, at } = await deskShifts(id);
  if (!desk.mayChange) redirect(at);
  const seriesId = one(search.series);
  const line = desk.lines.find((l) => l.lineId === one(search.line));
  const { values, needLine } = await valuesFor(seriesId, line, desk.now);
  const of = desk.lines.find((l) => l.lineId === (needLine ?? line?.lineId)) ?? notFound();
  const asked = search.every !== undefined;
  const said = formIn(search);
  const pattern = patternOf(said);
  const api = await caller();
  const told = asked
    ? await orToldWhy(
        seriesId
          ? api.shifts.previewSeriesChange({ seriesId, ...pattern })
          : api.shifts.previewSeries({ needId: desk.needId, lineId: of.lineId, ...pattern }),
      )
    : null;
  const given: Given = {
    one: (name) => (asked ? one(search[name]) : values[name]?.[0]),
    all: (name) => (asked ? listOf(search[name]) : (values[name] ?? [])),
    error: (name) => reasonSentence(told?.refusal?.fields[name]) ?? undefined,
  };
  const act = seriesId ? "series-change" : "series-add";
  const subject = seriesId ?? of.lineId;
  const attempt = (await refusedForm(search)).of(deskForm(act, subject));
  const query = new URLSearchParams();
  for (const [name, value] of said)
    if (name !== "refused" && name !== "done") query.append(name, String(value));
  const plan = told?.value ?? null;
  return (
    <Page top={<PublicTop back={at} title={w.back} />}>
      <h1>{seriesId ? w.seriesEdit : w.seriesNew}</h1>
      <p className="note">{`${desk.title} · ${of.item}`}</p>
      <Refused attempt={attempt} own={() => false} />
      {told?.refusal ? (
        <Notice tone="red" icon="warn" role="alert">
          {told.refusal.sentence}
        </Notice>
      ) : null}
      {plan ? (
        <section className="sec" aria-labelledby="plan">
          <h2 id="plan">{w.previewTitle}</h2>
          <Plan plan={plan} now={desk.now} />
          {pattern.lastOn > dateValue(desk.dueAt) ? (
            <Notice>{w.overDue(fullDay(desk.dueAt, desk.now))}</Notice>
          ) : null}
          {plan.changes > 0 ? (
            <ActForm
              action={`/api/desk/shifts/${subject}/${act}`}
              to={`${at}/series?${query}`}
              onward={at}
              hidden={{ needId: desk.needId, plan: plan.plan }}
              label={seriesId ? w.seriesChangeDo(plan.changes) : w.seriesDo(plan.changes)}
              tone="go"
              wide
            >
              {[...said].map(([name, value]) =>
                ["line", "series", "refused", "done"].includes(name) ? null : (
                  <input key={`${name}${value}`} type="hidden" name={name} value={String(value)} />
                ),
              )}
            </ActForm>
          ) : plan.rows.length > 0 ? (
            <Notice>{w.previewSame}</Notice>
          ) : null}
        </section>
      ) : null}
      <form method="get" action={`${at}/series`} className="form">
        {seriesId ? (
          <input type="hidden" name="series" value={seriesId} />
        ) : (
          <input type="hidden" name="line" value={of.lineId} />
        )}
        <Choice
          name="every"
          legend={w.every}
          hint={w.monthNote}
          required
          value={given.one("every") ?? "week"}
          error={given.error("every")}
          options={EVERY.map((value) => ({ value, label: w.everies[value] }))}
        />
        {(["firstOn", "lastOn"] as const).map((name) => (
          <Field
            key={name}
            name={name}
            label={w[name]}
            type="date"
            defaultValue={given.one(name)}
            error={given.error(name)}
          />
        ))}
        {(["startTime", "endTime"] as const).map((name) => (
          <Field
            key={name}
            name={name}
            label={w[name]}
            type="time"
            defaultValue={given.one(name)}
            error={given.error(name)}
          />
        ))}
        <ShiftFields given={given} />
        <Button tone={plan ? "line" : "go"} wide>
          {w.preview}
        </Button>
      </form>
    </Page>
  );
}
