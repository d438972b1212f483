// Who of those behind one number, and what only a newcomer has to say. Used by sign-in and by a visitor's pledge.
import { pledgeWords } from "@/app/_copy/pledges";
import { reasonSentence } from "@/app/_copy/reasons";
import { signInWords as w } from "@/app/_copy/sign-in";
import type { Attempt } from "@/app/_trpc/form";
import { Choice, Field, Tick } from "@/app/_ui/field";
import { NAME_MAX } from "@/server/people/schema";

type Someone = { id: string; name: string; needsConsent: boolean };

/** The people the server listed with its `more`; nothing where the draft is not ours. */
function readPeople(json: string | undefined): Someone[] {
  try {
    const people: unknown = JSON.parse(json ?? "[]");
    return Array.isArray(people) ? (people as Someone[]) : [];
  } catch {
    return [];
  }
}

/** Ticks of a newcomer: notice, age, and text messages by choice. */
export function ConsentTicks({ attempt }: { attempt: Attempt }) {
  const errors = attempt.refusal?.fields ?? {};
  return (
    <>
      <Tick
        name="privacy"
        error={reasonSentence(errors.privacy)}
        defaultChecked={attempt.value("privacy") === "on"}
      >
        {pledgeWords.agree}
        <a className="txtlink" href="/privacy" target="_blank" rel="noreferrer">
          {pledgeWords.privacyLink}
        </a>
        {pledgeWords.agreeEnd}
      </Tick>
      <Tick
        name="age14"
        error={reasonSentence(errors.age14)}
        defaultChecked={attempt.value("age14") === "on"}
      >
        {pledgeWords.adult}
      </Tick>
      <Tick name="sms" defaultChecked={attempt.value("sms") === "on"}>
        {pledgeWords.sms}
      </Tick>
    </>
  );
}

export function WhoFields({ attempt }: { attempt: Attempt }) {
  const people = readPeople(attempt.value("people"));
  return (
    <>
      <input type="hidden" name="token" value={attempt.value("token") ?? ""} />
      <input type="hidden" name="people" value={attempt.value("people") ?? "[]"} />
      {people.length > 0 ? (
        <Choice
          name="personId"
          legend={w.who}
          hint={w.whoHint}
          value={attempt.value("personId") ?? people[0]?.id}
          options={[
            ...people.map((p) => ({ value: p.id, label: p.name })),
            { value: "", label: w.newcomer, note: w.newcomerNote },
          ]}
        />
      ) : null}
      <Field
        name="name"
        label={pledgeWords.name}
        hint={people.length > 0 ? w.nameIfNew : pledgeWords.nameHint}
        optional={people.length > 0}
        autoComplete="name"
        maxLength={NAME_MAX}
        defaultValue={attempt.value("name")}
        error={reasonSentence(attempt.refusal?.fields.name)}
      />
      <ConsentTicks attempt={attempt} />
    </>
  );
}
