// The fields of a shift: what most need, and the rest folded away.
import { dateTimeValue } from "@/app/_copy/dates";
import { needWords } from "@/app/_copy/needs";
import { reasonSentence } from "@/app/_copy/reasons";
import { skillWords, shiftWords as w } from "@/app/_copy/shifts";
import type { Attempt } from "@/app/_trpc/form";
import { Choice, Field, Select, Tick } from "@/app/_ui/field";
import { Icon } from "@/app/_ui/icon";
import { MIN_AGE_RANGE, ROLE_MAX, SEATS_MAX, SHIFT_PLACE_MAX } from "@/server/needs/shifts/schema";
import { QUALIFICATIONS } from "@/server/organisations/qualifications/schema";
import { SKILLS } from "@/server/people/profiles/schema";
import type { Values } from "./fields";

/** What was typed and refused, else what is there. */
export type Given = {
  one: (name: string) => string | undefined;
  all: (name: string) => string[];
  error: (name: string) => string | undefined;
};

export function givenBy(attempt: Attempt, values: Values): Given {
  const typed = attempt.refusal !== null;
  return {
    one: (name) => (typed ? attempt.value(name) : values[name]?.[0]),
    all: (name) => (typed ? attempt.all(name) : (values[name] ?? [])),
    error: (name) => reasonSentence(attempt.refusal?.fields[name]) ?? undefined,
  };
}

export function Times({ given, now }: { given: Given; now: Date }) {
  return (["startsAt", "endsAt"] as const).map((name) => (
    <Field
      key={name}
      name={name}
      label={w[name]}
      type="datetime-local"
      min={dateTimeValue(now)}
      defaultValue={given.one(name)}
      error={given.error(name)}
    />
  ));
}

function Seats({ given }: { given: Given }) {
  return (
    <Field
      name="seats"
      label={w.seats}
      type="number"
      inputMode="numeric"
      min={1}
      max={SEATS_MAX}
      defaultValue={given.one("seats")}
      error={given.error("seats")}
    />
  );
}

/** What only a shift says, beside what a line of a need says anyway. */
export function ShiftWords({ given }: { given: Given }) {
  return (
    <>
      <Choice
        name="timing"
        legend={w.timing}
        value={given.one("timing") ?? "fixed"}
        options={(["fixed", "window"] as const).map((value) => ({ value, label: w.timings[value] }))}
      />
      <Choice
        name="skills"
        legend={w.skills}
        hint={w.skillsHint}
        type="checkbox"
        value={given.all("skills")}
        error={given.error("skills")}
        options={SKILLS.map((value) => ({ value, label: skillWords[value] ?? value }))}
      />
      <Tick name="homeVisit" defaultChecked={given.one("homeVisit") === "on"}>
        {w.homeVisit}
      </Tick>
      <Tick name="paidTime" defaultChecked={given.one("paidTime") === "on"}>
        {w.paidTime}
      </Tick>
    </>
  );
}

export function Role({ given }: { given: Given }) {
  return (
    <Field
      name="role"
      label={w.role}
      hint={w.roleHint}
      optional
      maxLength={ROLE_MAX}
      autoComplete="off"
      defaultValue={given.one("role")}
      error={given.error("role")}
    />
  );
}

const FOLDED = ["skills", "qualification", "minAge", "insured"];

export function ShiftFields({ given }: { given: Given }) {
  return (
    <>
      <Seats given={given} />
      <Role given={given} />
      <Field
        name="place"
        label={w.place}
        hint={w.placeHint}
        optional
        maxLength={SHIFT_PLACE_MAX}
        autoComplete="off"
        defaultValue={given.one("place")}
        error={given.error("place")}
      />
      <details open={FOLDED.some((name) => given.error(name) !== undefined)}>
        <summary>
          {w.more} <Icon name="down" />
        </summary>
        <div className="form mt-3">
          <Select
            name="qualification"
            label={needWords.qualification("")}
            optional
            defaultValue={given.one("qualification") ?? ""}
            error={given.error("qualification")}
            options={[
              { value: "", label: w.serviceNone },
              ...QUALIFICATIONS.map((q) => ({ value: q, label: needWords.qualifications[q] ?? q })),
            ]}
          />
          <Field
            name="minAge"
            label={w.minAge}
            optional
            type="number"
            inputMode="numeric"
            min={MIN_AGE_RANGE.min}
            max={MIN_AGE_RANGE.max}
            defaultValue={given.one("minAge")}
            error={given.error("minAge")}
          />
          <Tick name="dangerous" defaultChecked={given.one("dangerous") === "on"}>
            {w.dangerous}
          </Tick>
          <Tick name="insured" defaultChecked={given.one("insured") === "on"} error={given.error("insured")}>
            {w.insured}
          </Tick>
          <p className="note">{w.insuredHint}</p>
          <ShiftWords given={given} />
        </div>
      </details>
    </>
  );
}
