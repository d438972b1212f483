// The first administrator of a real installation, by the one-time link from the log.
import type { Metadata } from "next";
import { pledgeWords } from "@/app/_copy/pledges";
import { reasonSentence } from "@/app/_copy/reasons";
import { setupWords as w } from "@/app/_copy/setup";
import { ConsentTicks } from "@/app/_shared/people/who-fields";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import { caller } from "@/app/_trpc/server";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { NAME_MAX } from "@/server/people/schema";
import { setupTokenInput } from "@/server/people/setup/schema";

export const metadata: Metadata = { title: w.title, robots: { index: false }, referrer: "no-referrer" };

const SHIPPED_DISTRICT = "371311";

export default async function SetupPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string; refused?: string }>;
}) {
  const { token = "", refused } = await searchParams;
  const opens =
    setupTokenInput.safeParse({ token }).success && (await (await caller()).sessions.setupOpen({ token }));
  const attempt = await readAttempt("setup", refused);
  const errors = attempt.refusal?.fields ?? {};
  return (
    <Page top={<PublicTop back="/" />}>
      <h1>{opens ? w.title : w.expired}</h1>
      {opens ? (
        <form method="post" action="/api/setup" className="form" id="form">
          {attempt.refusal ? (
            <Notice tone="red" icon="warn" role="alert">
              <b>{w.failed}</b>
              <p>{attempt.refusal.sentence}</p>
            </Notice>
          ) : null}
          <p>{w.lead}</p>
          <input type="hidden" name="token" value={token} />
          <Field
            name="name"
            label={pledgeWords.name}
            autoComplete="name"
            maxLength={NAME_MAX}
            defaultValue={attempt.value("name")}
            error={reasonSentence(errors.name)}
          />
          <Field
            name="phone"
            label={pledgeWords.phone}
            hint={w.phoneHint}
            type="tel"
            inputMode="tel"
            autoComplete="tel-national"
            defaultValue={attempt.value("phone")}
            error={reasonSentence(errors.phone)}
          />
          <Field
            name="region"
            label={w.region}
            hint={w.regionHint}
            inputMode="numeric"
            maxLength={6}
            defaultValue={attempt.value("region") ?? SHIPPED_DISTRICT}
            error={reasonSentence(errors.regionId)}
          />
          <ConsentTicks attempt={attempt} />
          <Button tone="go" wide>
            {w.submit}
          </Button>
        </form>
      ) : (
        <>
          <p>{w.expiredHelp}</p>
          <ButtonLink tone="go" wide href="/sign-in">
            {w.toSignIn}
          </ButtonLink>
        </>
      )}
    </Page>
  );
}
