// One qualification of mine: how far it is, its photos, and taking it back.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { needWords } from "@/app/_copy/needs";
import { recordDone, recordWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { Photos } from "@/app/_shared/desk/photos";
import { Case } from "@/app/_shared/records/case";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Page } from "@/app/_ui/page";

export const metadata: Metadata = { title: w.qualifications, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function QualificationPage({ params, searchParams }: Props) {
  const [{ id }, { done, refused }] = await Promise.all([params, searchParams]);
  const here = `/me/record/qualification/${id}`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${here}`);
  const [one, attempt] = await Promise.all([
    orNotFound((await caller()).records.case({ qualificationId: id })),
    readActAttempt(refused?.startsWith("files:") ? undefined : refused),
  ]);
  const back = `/me/record${one.isMine ? "" : `?for=${one.personId}`}`;
  return (
    <Page top={<PublicTop back={back} title={w.qualifications} />}>
      <Outcome attempt={attempt} done={recordDone(done)} title={w.refused} />
      <h1>{needWords.qualifications[one.kind] ?? one.kind}</h1>
      <Case one={one} now={clock()} />
      <Photos
        aggregate="qualification"
        subjectId={one.id}
        to={here}
        refused={refused}
        adds={one.status === "claimed"}
        title={w.photos}
      />
      {one.status === "claimed" || one.status === "verified" ? (
        <section className="sec" aria-label={w.drop}>
          <ButtonLink href="#drop" data-opens="drop" small>
            {w.drop}
          </ButtonLink>
          <Dialog id="drop" title={w.dropAsk}>
            <p>{w.dropText}</p>
            <ActForm
              action="/api/record/drop"
              to={back}
              from={here}
              hidden={{ qualificationId: one.id, version: one.version }}
            >
              <Button wide tone="line">
                {w.drop}
              </Button>
            </ActForm>
          </Dialog>
        </section>
      ) : null}
    </Page>
  );
}
