// 注销: what goes, what stays, what stands in the way; then a code to one's own number, and the last word.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { myDataWords as w } from "@/app/_copy/my-data";
import { pledgeWords } from "@/app/_copy/pledges";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { readAttempt } from "@/app/_trpc/attempt";
import type { Attempt } from "@/app/_trpc/form";
import { caller, viewer } from "@/app/_trpc/server";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Field, Tick } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import type { ClosingView } from "@/server/records/closing/schema";

export const metadata: Metadata = { title: w.closeTitle, robots: { index: false } };

const HERE = "/me/data/close";
type Props = { searchParams: Promise<{ step?: string; refused?: string }> };

export default async function ClosePage({ searchParams }: Props) {
  const { step, refused } = await searchParams;
  if ((await viewer()) === null) redirect(`/sign-in?next=${HERE}`);
  const [closing, attempt, sent] = await Promise.all([
    (await caller()).records.closing(),
    readActAttempt(refused),
    readAttempt("closing", undefined),
  ]);
  const isFree = closing.blockers.length === 0 && closing.maskedPhone !== null;
  return (
    <Page top={<PublicTop back="/me/data" title={w.closeTitle} />}>
      <Outcome attempt={attempt} done={null} title={w.refused} />
      <h1>{w.closeTitle}</h1>
      {closing.blockers.length > 0 ? <Blocked closing={closing} /> : null}
      <List title={w.gone} items={w.goneList} />
      <List title={w.kept} items={w.keptList(closing.minutes)} />
      <p className="note">{w.certificates}</p>
      {closing.actsFor > 0 ? <Notice icon="people">{w.actsFor(closing.actsFor)}</Notice> : null}
      <p className="note">{w.takeFirst}</p>
      <ButtonLink href="/api/me/everything" icon="down" wide>
        {w.take}
      </ButtonLink>
      {closing.maskedPhone === null ? <Notice icon="info">{w.noPhone}</Notice> : null}
      {isFree ? (
        <Proof
          phone={closing.maskedPhone ?? ""}
          sent={step === "code" || attempt.refusal !== null}
          shown={sent.value("shown")}
          attempt={attempt}
        />
      ) : null}
      <ButtonLink href="/me/data" wide>
        {w.stay}
      </ButtonLink>
    </Page>
  );
}

function Blocked({ closing }: { closing: ClosingView }) {
  return (
    <section className="sec" aria-labelledby="blocked">
      <h2 id="blocked">{w.blocked}</h2>
      <p>{w.blockedText}</p>
      <ul>
        {closing.blockers.map(({ code, count }) => {
          const { text, href } = w.blockers[code](count);
          return (
            <li className="card" key={code}>
              <p>{text}</p>
              <ButtonLink href={href} small>
                {w.see}
              </ButtonLink>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function List({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <section className="sec">
      <h2>{title}</h2>
      <ul className="plain">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  );
}

type ProofProps = { phone: string; sent: boolean; shown: string | undefined; attempt: Attempt };

function Proof({ phone, sent, shown, attempt }: ProofProps) {
  const error = (name: string) => reasonSentence(attempt.refusal?.fields[name]);
  return (
    <section className="sec" aria-labelledby="prove">
      <h2 id="prove">{w.prove}</h2>
      <p>{sent ? w.sentTo(phone) : w.sendTo(phone)}</p>
      {sent ? (
        <>
          {shown ? <p>{pledgeWords.demoCode(shown)}</p> : null}
          <ActForm action="/api/me/close" to={HERE} from={`${HERE}?step=code`} className="form card">
            <Field
              name="code"
              label={w.code}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={12}
              error={error("code")}
            />
            <Tick name="understood" required error={error("understood")}>
              {w.understood}
            </Tick>
            <Button wide tone="go">
              {w.close}
            </Button>
          </ActForm>
        </>
      ) : null}
      <ActForm action="/api/me/close-code" to={HERE} from={HERE}>
        <Button small={sent} wide={!sent} tone="line">
          {sent ? w.again : w.send}
        </Button>
      </ActForm>
    </section>
  );
}
