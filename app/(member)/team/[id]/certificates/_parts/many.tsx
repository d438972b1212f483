import { hoursAndMinutes, unitWords as w } from "@/app/_copy/certificates";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Rare } from "@/app/_shared/certificates/rare";
import type { Attempt } from "@/app/_trpc/form";
import { Button, EnterButton } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/card";
import { Field, FieldError, Tick } from "@/app/_ui/field";
import { Pager } from "@/app/_ui/list";
import { type MemberRow, PURPOSE_MAX } from "@/server/certificates/schema";

type Period = { from: string; until: string };

/** Several at once: the days, then the people who have hours in them. */
export function Many({
  unitId,
  page,
  period,
  today,
  members,
  after,
  attempt,
}: {
  unitId: string;
  page: string;
  period: Period;
  today: string;
  members: { items: MemberRow[]; next: string | null };
  after?: string;
  attempt: Attempt;
}) {
  const query = new URLSearchParams(period).toString();
  const mine = attempt.refusal !== null && attempt.value("shownIds") !== undefined;
  const error = (name: string) => (mine ? reasonSentence(attempt.refusal?.fields[name]) : null);
  const chosen = mine ? attempt.all("personIds") : [];
  return (
    <section className="sec" aria-labelledby="many">
      <h2 id="many">{w.many}</h2>
      <p className="note">{w.manyText}</p>
      <form method="get" action={`${page}#many`} className="form">
        <Field
          id="show-from"
          name="from"
          type="date"
          label={w.from}
          max={today}
          defaultValue={period.from}
          error={error("from")}
        />
        <Field
          id="show-until"
          name="until"
          type="date"
          label={w.until}
          max={today}
          defaultValue={period.until}
          error={error("until")}
        />
        <Button small icon="search">
          {w.show}
        </Button>
      </form>
      {members.items.length === 0 ? (
        <EmptyState icon="people" title={w.nobody}>
          <p>{w.nobodyHelp}</p>
        </EmptyState>
      ) : (
        <ActForm
          action="/api/certificates/issue-many"
          from={`${page}?${query}`}
          hidden={{ unitId, since: period.from, until: period.until }}
          keyed
          className="form"
        >
          <EnterButton />
          <fieldset>
            <legend>{w.who(period.from, period.until)}</legend>
            <FieldError error={error("personIds")} />
            {members.items.map((one) => (
              <div key={one.personId} className="mt-2">
                <label className="pick">
                  <input
                    type="checkbox"
                    name="personIds"
                    value={one.personId}
                    defaultChecked={chosen.includes(one.personId)}
                  />
                  <span>
                    {one.name} <b>{w.person(hoursAndMinutes(one.minutes), one.count)}</b>
                    {one.number ? <small>{w.hasOne(one.number)}</small> : null}
                    {one.agreedName ? null : <small>{w.masked}</small>}
                  </span>
                </label>
                <Rare name={one.name} />
                <input type="hidden" name="shownIds" value={one.personId} />
              </div>
            ))}
          </fieldset>
          <Field
            name="purpose"
            label={w.purposeLabel}
            hint={w.purposeHint}
            optional
            maxLength={PURPOSE_MAX}
            defaultValue={mine ? attempt.value("purpose") : undefined}
            error={error("purpose")}
          />
          <Tick name="namesOnPaper" defaultChecked={mine && attempt.value("namesOnPaper") === "on"}>
            {w.onPaper}
          </Tick>
          <Button tone="go" wide>
            {w.issueChecked}
          </Button>
          <Button name="who" value="all" wide>
            {w.issueAll(members.items.length)}
          </Button>
        </ActForm>
      )}
      <Pager
        firstHref={after ? `${page}?${query}#many` : null}
        nextHref={members.next ? `${page}?${query}&after=${members.next}#many` : null}
      />
    </section>
  );
}
