// The printed list typed back: one field, read line by line before anything is written.
import type { Metadata } from "next";
import { correctionWords } from "@/app/_copy/corrections";
import { paperWords as w } from "@/app/_copy/paper";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { whenWhere } from "@/app/_shared/attendance/when";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { paperDraft } from "@/app/_shared/hours/paper-draft";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { readAttempt } from "@/app/_trpc/attempt";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { Button, ButtonLink } from "@/app/_ui/button";
import { EmptyState, Notice } from "@/app/_ui/card";
import { TextArea } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { PAPER_MAX, type PaperView } from "@/server/hours/paper/schema";
import { Read } from "./_parts/read";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = {
  params: Promise<{ slotId: string }>;
  searchParams: Promise<{ refused?: string; late?: string }>;
};

/** What can be done now, or why not. */
function standing({ shift, listed, now }: PaperView): "open" | "early" | "cancelled" | "nobody" {
  if (shift.status === "cancelled") return "cancelled";
  if (shift.status === "planned" && (shift.startsAt === null || shift.startsAt > now)) return "early";
  return listed === 0 ? "nobody" : "open";
}

export default async function PaperPage({ params, searchParams }: Props) {
  const [{ slotId }, { refused, late }] = await Promise.all([params, searchParams]);
  const path = `/day/${slotId}/paper`;
  await signedIn(path);
  const [attempt, kept] = await Promise.all([
    readActAttempt(refused),
    orNotFound(readAttempt(paperDraft(slotId), undefined)), // an address that holds no id names no draft
  ]);
  const typed = kept.all("text").join("").slice(0, PAPER_MAX);
  const view = await orNotFound(
    caller().then((api) =>
      api.hours.paper({ slotId, text: typed.trim() === "" ? undefined : typed, late: late === "1" }),
    ),
  );
  const { text } = view;
  const state = standing(view);
  const clean = view.lines.length > 0 && view.faults === 0;
  const closed = view.shift.status === "closed";
  const people = view.lines.filter((line) => line.fault === null && !line.counted).length;
  return (
    <Page top={<PublicTop back={`/day/${slotId}`} title={w.title} />}>
      <Outcome attempt={attempt} done={null} title={w.refused} />
      <h1>{view.shift.title}</h1>
      <p className="note">{whenWhere(view.shift, view.now)}</p>
      {state === "early" ? <Notice icon="clock">{w.early}</Notice> : null}
      {state === "cancelled" ? (
        <Notice tone="amber" icon="cross">
          {w.cancelled}
        </Notice>
      ) : null}
      {state === "nobody" ? <EmptyState icon="people" title={w.nobody} /> : null}
      {state === "open" ? (
        <>
          <p>{w.lead}</p>
          <p className="note">{w.forgiven}</p>
          <ActForm
            action="/api/hours/paper-check"
            from={path}
            hidden={{ subject: slotId }}
            keyed
            className="form"
          >
            {view.lines.length > 0 ? <Read view={view} closed={closed} /> : null}
            {clean && people > 0 ? (
              <>
                <input type="hidden" name="to" value={`/day/${slotId}/${closed ? "hours" : "close"}`} />
                <Button wide tone="go" formAction="/api/hours/paper">
                  {closed ? w.enterClosed(people) : w.enter(people)}
                </Button>
              </>
            ) : null}
            <TextArea
              name="text"
              label={w.text}
              rows={Math.min(Math.max(view.lines.length + 2, 8), 32)}
              maxLength={PAPER_MAX}
              placeholder={w.example}
              defaultValue={text}
              spellCheck={false}
              autoCapitalize="characters"
              autoComplete="off"
              error={reasonSentence(attempt.refusal?.fields.text)}
            />
            <Button wide tone={clean ? "line" : "go"}>
              {view.faults > 0 ? w.again : w.check}
            </Button>
            {clean && people === 0 ? <p>{w.nothing}</p> : null}
            <p className="note">{w.second}</p>
          </ActForm>
        </>
      ) : null}
      <div className="row">
        <ButtonLink href={`/day/${slotId}/roster`} small icon="list">
          {w.roster}
        </ButtonLink>
        <ButtonLink href="/desk/hours" small icon="clock">
          {correctionWords.inbox}
        </ButtonLink>
      </div>
    </Page>
  );
}
