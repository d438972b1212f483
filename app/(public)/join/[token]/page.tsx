// What an invitation's link or QR code opens: which team, and one button. Signing in on the way leads back here.
import type { Metadata } from "next";
import { ORGANISATION_KIND } from "@/app/_copy/labels";
import { meWords } from "@/app/_copy/me";
import { memberWords as w } from "@/app/_copy/members";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { Button, ButtonLink } from "@/app/_ui/button";
import { EmptyState, Notice } from "@/app/_ui/card";
import { TextArea } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { NOTE_MAX } from "@/server/organisations/joining/schema";

export const metadata: Metadata = { title: w.invitedTo, robots: { index: false } };

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ refused?: string }> };

export default async function InvitationPage({ params, searchParams }: Props) {
  const [{ token }, { refused }] = [await params, await searchParams];
  const [one, actor, attempt] = await Promise.all([
    orNotFound((await caller()).members.invitation({ token })),
    viewer(),
    readActAttempt(refused),
  ]);
  const path = `/join/${token}`;
  return (
    <Page top={<PublicTop />}>
      <Outcome attempt={attempt} done={null} title={meWords.refused} />
      <p className="note">{w.invitedTo}</p>
      <h1>{one.name}</h1>
      <p className="note">{[ORGANISATION_KIND[one.kind].word, one.path].filter(Boolean).join(" · ")}</p>
      {one.about ? <p style={{ whiteSpace: "pre-line" }}>{one.about}</p> : null}
      {one.standing === "member" ? (
        <>
          <Notice tone="green" icon="check">
            {w.standsMember}
          </Notice>
          <ButtonLink href={`/team/${one.organisationId}`} wide>
            {w.toTeam}
          </ButtonLink>
        </>
      ) : one.state !== "live" ? (
        <EmptyState icon="clock" title={w.linkOver[one.state]}>
          <p>{w.linkOverHelp}</p>
          <ButtonLink href="/team/join">{w.joinTitle}</ButtonLink>
        </EmptyState>
      ) : one.standing === "asked" && !one.admits ? (
        <>
          <Notice tone="green" icon="check" role="status">
            {w.standsAsked}
          </Notice>
          <ButtonLink href="/team/join" wide>
            {w.mine}
          </ButtonLink>
        </>
      ) : (
        <>
          <p>{one.admits ? w.willAdmit : w.willAsk}</p>
          {actor === null ? (
            <ButtonLink href={`/sign-in?next=${encodeURIComponent(path)}`} tone="go" wide>
              {w.enterSignIn}
            </ButtonLink>
          ) : (
            <ActForm action={`/api/join/${token}`} className="form">
              {one.admits ? null : (
                <TextArea
                  name="note"
                  label={w.joinNote}
                  hint={w.joinNoteHint}
                  optional
                  rows={2}
                  maxLength={NOTE_MAX}
                  defaultValue={attempt.value("note")}
                />
              )}
              <Button tone="go" wide>
                {w.enter}
              </Button>
            </ActForm>
          )}
        </>
      )}
    </Page>
  );
}
