// One claim: what was said, on which evidence, and the answer.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { needWords } from "@/app/_copy/needs";
import { recordDone, recordWords, verifyWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import { Outcome } from "@/app/_shared/acts/outcome";
import { Photos } from "@/app/_shared/desk/photos";
import { Case } from "@/app/_shared/records/case";
import { ownOf } from "@/app/_shared/records/own";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Choice, TextArea } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { REASON_MAX } from "@/server/organisations/qualifications/schema";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function CasePage({ params, searchParams }: Props) {
  const [{ id }, { done, refused }] = await Promise.all([params, searchParams]);
  const here = `/district/qualifications/${id}`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${here}`);
  const [one, attempt] = await Promise.all([
    orNotFound((await caller()).records.case({ qualificationId: id })),
    readActAttempt(refused),
  ]);
  const hidden = { qualificationId: one.id, version: one.version };
  const [pass, refusal, revoking] = ["verify", "turn-down", "revoke"].map((form) => ownOf(attempt, form));
  return (
    <Page top={<PublicTop back="/district/qualifications" title={w.title} />}>
      <Outcome attempt={attempt} done={recordDone(done)} title={recordWords.refused} />
      <h1>{`${one.name} · ${needWords.qualifications[one.kind] ?? one.kind}`}</h1>
      <Case one={one} now={clock()} />
      {one.photos.length === 0 ? <p className="note">{w.noPhotos}</p> : null}
      <Photos
        aggregate="qualification"
        subjectId={one.id}
        to={here}
        adds={false}
        title={recordWords.photos}
      />
      {one.isMine ? (
        <Notice tone="amber" icon="lock">
          {w.own}
        </Notice>
      ) : null}
      {one.status === "claimed" && !one.isMine ? (
        <>
          <ActForm
            action="/api/record/verify"
            to="/district/qualifications"
            from={here}
            hidden={{ ...hidden, form: "verify" }}
            className="form card"
          >
            <Choice
              name="seen"
              legend={w.seen}
              options={[
                { value: "photo", label: w.seenPhoto, disabled: one.photos.length === 0 },
                { value: "original", label: w.seenOriginal },
              ]}
              value={pass?.value("seen")}
              error={pass?.error("seen")}
              required
            />
            <Button wide tone="go">
              {w.pass}
            </Button>
          </ActForm>
          <Fold title={w.refuse} open={refusal?.refused}>
            <ReasonForm
              act="turn-down"
              label={w.refuseReason}
              button={w.refuse}
              hidden={hidden}
              here={here}
              error={refusal?.error("reason")}
            />
          </Fold>
        </>
      ) : null}
      {one.status === "verified" && !one.isMine ? (
        <Fold title={w.revoke} open={revoking?.refused}>
          <p>{w.revokeText}</p>
          <ReasonForm
            act="revoke"
            label={w.revokeReason}
            button={w.revoke}
            hidden={hidden}
            here={here}
            error={revoking?.error("reason")}
          />
        </Fold>
      ) : null}
    </Page>
  );
}

function ReasonForm({
  act,
  label,
  button,
  hidden,
  here,
  error,
}: {
  act: "turn-down" | "revoke";
  label: string;
  button: string;
  hidden: Record<string, string | number>;
  here: string;
  error?: string | null;
}) {
  return (
    <ActForm
      action={`/api/record/${act}`}
      to="/district/qualifications"
      from={here}
      hidden={{ ...hidden, form: act }}
      className="form"
    >
      <TextArea
        name="reason"
        label={label}
        hint={w.refuseHint}
        maxLength={REASON_MAX}
        rows={2}
        error={error}
      />
      <Button wide>{button}</Button>
    </ActForm>
  );
}
