// A sheet to be signed by somebody without a telephone, and what was signed: may their hours be handed to the national system?
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { dateValue, fullDay, longDay } from "@/app/_copy/dates";
import { meWords } from "@/app/_copy/me";
import { recordDone, recordWords, signedWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { ownOf } from "@/app/_shared/records/own";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Facts } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { KEPT_MAX, type SignedView } from "@/server/people/consents/paper/schema";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = { searchParams: Promise<{ for?: string; done?: string; refused?: string }> };

export default async function SignedPage({ searchParams }: Props) {
  const { for: personId = "", done, refused } = await searchParams;
  const path = `/me/record/consent?for=${personId}`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${path}`);
  const [view, attempt] = await Promise.all([
    orNotFound(caller().then((api) => api.records.signed({ personId }))),
    readActAttempt(refused),
  ]);
  const own = ownOf(attempt, "signed");
  const { agreed } = view;
  return (
    <Page top={<PublicTop back={`/me/record?for=${personId}`} title={w.title} />}>
      <Outcome attempt={attempt} done={recordDone(done)} title={recordWords.refused} />
      <h1>{w.titleOf(view.name)}</h1>
      {agreed === null ? null : <Agreed agreed={agreed} now={view.now} personId={personId} path={path} />}
      {view.hasNumber ? null : (
        <p className="noprint">
          {meWords.nationalNeeds}{" "}
          <a className="taplink" href={`/me/record/person?for=${personId}`}>
            {meWords.nationalNumber}
          </a>
        </p>
      )}
      {agreed === null && view.hasPhone ? <Notice icon="info">{w.hasPhone}</Notice> : null}
      {agreed === null && !view.hasPhone ? (
        <>
          <Sheet name={view.name} />
          <ActForm
            action="/api/record/signed"
            to={path}
            hidden={{ personId, form: "signed" }}
            className="form card noprint"
          >
            <h2>{w.record}</h2>
            <Field
              name="signedOn"
              label={w.signedOn}
              type="date"
              max={dateValue(view.now)}
              defaultValue={own.value("signedOn") ?? dateValue(view.now)}
              error={own.error("signedOn")}
            />
            <Field
              name="keptAt"
              label={w.keptAt}
              hint={w.keptHint}
              maxLength={KEPT_MAX}
              autoComplete="off"
              defaultValue={own.value("keptAt")}
              error={own.error("keptAt")}
            />
            <p className="note">{w.recordHelp}</p>
            <Button wide tone="go">
              {w.save}
            </Button>
          </ActForm>
        </>
      ) : null}
    </Page>
  );
}

type AgreedProps = { agreed: NonNullable<SignedView["agreed"]>; now: Date; personId: string; path: string };

function Agreed({ agreed, now, personId, path }: AgreedProps) {
  const { signedOn, keptAt } = agreed;
  return (
    <section className="card stack-s">
      <Notice icon="check">{w.agreed}</Notice>
      <Facts
        items={[
          ...(signedOn === null ? [] : [{ term: w.signedOn, value: longDay(signedOn) }]),
          ...(keptAt === null ? [] : [{ term: w.keptAt, value: keptAt }]),
          { term: w.recordedBy, value: w.by(agreed.recordedBy, fullDay(agreed.givenAt, now)) },
        ]}
      />
      <ButtonLink href="#take-back" data-opens="take-back" small>
        {w.takeBack}
      </ButtonLink>
      <Dialog id="take-back" title={w.takeBackAsk}>
        <p>{w.takeBackText}</p>
        <ActForm action="/api/record/signed-back" to={path} hidden={{ personId }}>
          <Button wide tone="line">
            {w.takeBack}
          </Button>
        </ActForm>
      </Dialog>
    </section>
  );
}

/** To be printed and signed by hand. */
function Sheet({ name }: { name: string }) {
  return (
    <>
      <section className="sec" aria-labelledby="sheet">
        <h2 id="sheet">{w.sheet}</h2>
        <p>{w.sheetSays(name)}</p>
        <ul className="list-disc pl-5">
          {meWords.nationalMeans.map((means) => (
            <li key={means}>{means}</li>
          ))}
        </ul>
        <p className="mt-4">{w.signature}</p>
        <p className="mt-4">{w.witness}</p>
      </section>
      <div className="noprint">
        <Button type="button" data-print="" icon="list">
          {w.print}
        </Button>
      </div>
    </>
  );
}
