// Phone → code → (only where it is not plain) who. Three plain forms; the server keeps what was typed in between.
import type { Metadata } from "next";
import { faults } from "@/app/_copy/faults";
import { pledgeWords } from "@/app/_copy/pledges";
import { reasonSentence } from "@/app/_copy/reasons";
import { signInWords as w } from "@/app/_copy/sign-in";
import { WhoFields } from "@/app/_shared/people/who-fields";
import { ownPath } from "@/app/_shared/site/next-path";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import type { Attempt } from "@/app/_trpc/form";
import { viewer } from "@/app/_trpc/server";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { Already } from "./_parts/already";

export const metadata: Metadata = { title: w.title };

function Refused({ attempt }: { attempt: Attempt }) {
  if (!attempt.refusal) return null;
  return (
    <Notice tone="red" icon="warn" role="alert">
      <b>{w.failed}</b>
      <p>{attempt.refusal.sentence}</p>
    </Notice>
  );
}

function PhoneForm({ attempt, next }: { attempt: Attempt; next: string }) {
  return (
    <form method="post" action="/api/sign-in/code" className="form" id="form">
      <Refused attempt={attempt} />
      <input type="hidden" name="next" value={next} />
      <Field
        name="phone"
        label={pledgeWords.phone}
        hint={w.lead}
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        defaultValue={attempt.value("phone")}
        error={reasonSentence(attempt.refusal?.fields.phone)}
      />
      <Button tone="go" wide>
        {pledgeWords.sendCode}
      </Button>
    </form>
  );
}

function CodeForm({ sent, attempt, next }: { sent: Attempt; attempt: Attempt; next: string }) {
  const phone = sent.value("phone") ?? "";
  const shown = sent.value("shown");
  return (
    <form method="post" action="/api/sign-in" className="form" id="form">
      <Refused attempt={attempt} />
      <Notice tone="green" icon="check" role="status">
        <p>{w.sentTo(`${phone.slice(0, 3)}****${phone.slice(-4)}`)}</p>
        {shown ? (
          <p>
            <b>{pledgeWords.demoCode(shown)}</b>
          </p>
        ) : null}
      </Notice>
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="phone" value={phone} />
      <Field
        name="code"
        label={pledgeWords.code}
        hint={pledgeWords.codeHint}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        error={reasonSentence(attempt.refusal?.fields.code)}
      />
      <Button tone="go" wide>
        {w.submit}
      </Button>
      <details>
        <summary>{w.noCode}</summary>
        <p className="note">{w.noCodeHelp}</p>
        <div className="row">
          <Button small formAction="/api/sign-in/code" formNoValidate>
            {pledgeWords.sendAgain}
          </Button>
          <ButtonLink small href="/sign-in">
            {w.changePhone}
          </ButtonLink>
        </div>
      </details>
    </form>
  );
}

function WhoForm({ attempt, next }: { attempt: Attempt; next: string }) {
  return (
    <form method="post" action="/api/sign-in/finish" className="form" id="form">
      <Refused attempt={attempt} />
      <input type="hidden" name="next" value={next} />
      <WhoFields attempt={attempt} />
      <Button tone="go" wide>
        {w.submit}
      </Button>
    </form>
  );
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ step?: string; next?: string; refused?: string }>;
}) {
  const { step, next: asked, refused } = await searchParams;
  const next = ownPath(asked);
  const actor = await viewer();
  const sent = await readAttempt("sign-in", refused);
  const who = step === "who" && sent.value("token") !== undefined;
  const code = step === "code" && sent.value("phone") !== undefined;
  return (
    <Page top={<PublicTop back="/" />}>
      <h1>{who ? w.whoTitle : code ? w.codeTitle : w.title}</h1>
      {actor ? <Already name={actor.name} next={next} /> : null}
      {step && !who && !code && !actor ? (
        <Notice tone="amber" icon="clock" role="status">
          <b>{faults.expired.title}</b>
          <p>{faults.expired.text}</p>
        </Notice>
      ) : null}
      {who ? (
        <WhoForm attempt={refused ? await readAttempt("sign-in-who", refused) : sent} next={next} />
      ) : code ? (
        <CodeForm sent={sent} attempt={await readAttempt("sign-in-enter", refused)} next={next} />
      ) : (
        <PhoneForm attempt={await readAttempt("sign-in-code", refused)} next={next} />
      )}
    </Page>
  );
}
