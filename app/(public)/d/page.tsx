// After a code was opened: one button for what is next. Without a ticket: six digits to type. After the act: how it stands.
import type { Metadata } from "next";
import { dayWords as w } from "@/app/_copy/day";
import { reasonSentence } from "@/app/_copy/reasons";
import { refusalSentence } from "@/app/_copy/refusals";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNull } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { Mine } from "./_parts/mine";
import { Ticket } from "./_parts/ticket";

export const metadata: Metadata = { title: w.mineTitle, robots: { index: false } };

type Search = { t?: string; shift?: string; now?: string; refused?: string };

/** Null where it is no ticket of this browser, or its time is over: the page then asks for another scan. */
async function ticketOf(t: string | undefined) {
  if (t === undefined) return undefined;
  return orNull((await caller()).attendance.ticket({ ticket: t }));
}

export default async function ScanPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { t, shift, now: what, refused } = await searchParams;
  const api = await caller();
  const [actor, attempt, ticket] = await Promise.all([viewer(), readActAttempt(refused), ticketOf(t)]);
  const now = clock();
  const mine = shift && actor ? await orNull(api.attendance.mine({ slotId: shift })) : null;
  return (
    <Page top={<PublicTop back="/" title={w.mineTitle} />}>
      <Outcome attempt={attempt} done={null} title={w.refused} />
      {ticket === null && !attempt.refusal ? (
        <Notice tone="amber" icon="clock" role="status">
          {refusalSentence("TOKEN_USED")}
        </Notice>
      ) : null}
      {mine ? <Mine mine={mine} what={what} now={now} /> : null}
      {ticket ? <Ticket ticket={ticket} t={t ?? ""} now={now} /> : null}
      {!ticket && !mine?.outAt ? (
        <>
          {mine ? <h2>{w.typeTitle}</h2> : <h1>{w.typeTitle}</h1>}
          <p>{w.scanHint}</p>
          {actor ? (
            <ActForm action="/api/d/digits" to="/d" className="form" id="digits">
              <Field
                name="digits"
                label={w.typeLabel}
                hint={w.typeHelp}
                inputMode="numeric"
                autoComplete="off"
                maxLength={12}
                error={reasonSentence(attempt.refusal?.fields.digits)}
              />
              <Button tone="go" wide>
                {w.typeGo}
              </Button>
            </ActForm>
          ) : (
            <ButtonLink href="/sign-in?next=/d" tone="go" wide>
              {w.signIn}
            </ButtonLink>
          )}
          <p className="note">{w.minors}</p>
        </>
      ) : null}
    </Page>
  );
}
