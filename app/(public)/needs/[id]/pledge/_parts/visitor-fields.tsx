// Phone and code are the sign-up: asked in the same form as the pledge, once. No picture puzzle; pasting is fine.
import { pledgeWords as w } from "@/app/_copy/pledges";
import { reasonSentence } from "@/app/_copy/reasons";
import { ConsentTicks } from "@/app/_shared/people/who-fields";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { NAME_MAX } from "@/server/people/schema";

export function VisitorFields({ attempt, codePath }: { attempt: Attempt; codePath: string }) {
  const errors = attempt.refusal?.fields ?? {};
  const sent = attempt.value("sent") !== undefined;
  const shown = attempt.value("shown");
  return (
    <fieldset className="form">
      <legend>{w.visitorTitle}</legend>
      <p className="hint">{w.visitorHint}</p>
      <Field
        name="name"
        label={w.name}
        hint={w.nameHint}
        autoComplete="name"
        maxLength={NAME_MAX}
        defaultValue={attempt.value("name")}
        error={reasonSentence(errors.name)}
      />
      <Field
        name="phone"
        label={w.phone}
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        defaultValue={attempt.value("phone")}
        error={reasonSentence(errors.phone)}
        suffix={
          <Button small formAction={codePath} formNoValidate>
            {sent ? w.sendAgain : w.sendCode}
          </Button>
        }
      />
      <div id="code" tabIndex={-1}>
        {sent ? (
          <Notice tone="green" icon="check" role="status">
            <p>{w.codeSent}</p>
            {shown ? (
              <p>
                <b>{w.demoCode(shown)}</b>
              </p>
            ) : null}
          </Notice>
        ) : null}
      </div>
      <Field
        name="code"
        label={w.code}
        hint={w.codeHint}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        error={reasonSentence(errors.code)}
      />
      <ConsentTicks attempt={attempt} />
    </fieldset>
  );
}
