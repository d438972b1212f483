// What happened, where, until when, what is risky, whom to ring. New: also what is lacking first.
import { randomUUID } from "node:crypto";
import { dateValue } from "@/app/_copy/dates";
import { LINE_CHOICE, RISKS, postWords as w } from "@/app/_copy/post";
import { CONSENT } from "@/app/_copy/posting";
import { reasonSentence } from "@/app/_copy/reasons";
import { LINE_CHOICES } from "@/app/_shared/desk/line-fields";
import { Refused } from "@/app/_shared/desk/refused";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Choice, Field, FieldError, Select, TextArea, Tick } from "@/app/_ui/field";
import { Icon } from "@/app/_ui/icon";
import {
  ADDRESS_MAX,
  CONSENT_HOW,
  NAME_MAX,
  NOTE_MAX,
  RISK_MAX,
  STORY_MAX,
  TITLE_MAX,
} from "@/server/needs/schema";
import type { RegionView } from "@/server/regions/schema";

type Values = Pick<Attempt, "value" | "all">;

const OWN = new Set([
  "regionId",
  "organisationId",
  "title",
  "story",
  "risk",
  "contactName",
  "contactPhone",
  "deadlineAt",
  "lane",
  "beneficiary.name",
  "beneficiary.phone",
  "beneficiary.address",
  "beneficiary.note",
  "consentHow",
  "consentAt",
  "what",
]);

function OnBehalf({ values, errors, was }: { values: Values; errors: Record<string, string>; was: boolean }) {
  const typed = ["helpedName", "helpedPhone", "helpedAddress"].some((name) => values.value(name));
  const wrong = Object.keys(errors).some(
    (field) => field.startsWith("beneficiary") || field.startsWith("consent"),
  );
  return (
    <details open={typed || wrong}>
      <summary>
        {w.onBehalf} <Icon name="down" />
      </summary>
      <div className="form mt-3">
        <p className="hint">{was ? w.onBehalfIs : w.onBehalfHint}</p>
        <Field
          name="helpedName"
          label={w.helpedName}
          optional
          maxLength={NAME_MAX}
          autoComplete="off"
          defaultValue={values.value("helpedName")}
          error={reasonSentence(errors["beneficiary.name"])}
        />
        <Field
          name="helpedPhone"
          label={w.helpedPhone}
          type="tel"
          optional
          autoComplete="off"
          defaultValue={values.value("helpedPhone")}
          error={reasonSentence(errors["beneficiary.phone"])}
        />
        <Field
          name="helpedAddress"
          label={w.helpedAddress}
          optional
          maxLength={ADDRESS_MAX}
          autoComplete="off"
          defaultValue={values.value("helpedAddress")}
          error={reasonSentence(errors["beneficiary.address"])}
        />
        <TextArea
          name="helpedNote"
          label={w.helpedNote}
          optional
          rows={2}
          maxLength={NOTE_MAX}
          defaultValue={values.value("helpedNote")}
          error={reasonSentence(errors["beneficiary.note"])}
        />
        <Choice
          name="consentHow"
          legend={w.consent}
          value={values.value("consentHow")}
          error={reasonSentence(errors.consentHow)}
          options={CONSENT_HOW.map((how) => ({ value: how, label: CONSENT[how] }))}
        />
        <Field
          name="consentOn"
          label={w.consentOn}
          type="date"
          optional
          defaultValue={values.value("consentOn")}
          error={reasonSentence(errors.consentAt)}
        />
        {was ? <Tick name="helpedNobody">{w.onBehalfNot}</Tick> : null}
      </div>
    </details>
  );
}

export function BasicsForm({
  action,
  region,
  placeHref,
  values,
  attempt,
  organisations,
  contact,
  onBehalf,
  version,
  saleOff,
  now,
}: {
  action: string;
  region: Pick<RegionView, "id" | "path">;
  placeHref: string;
  values: Values;
  attempt: Attempt;
  organisations: readonly { id: string; name: string }[];
  contact: { name: string; phoneHint: string };
  onBehalf: boolean;
  version?: number; // left out: a new need, which also says what it lacks first
  saleOff?: boolean;
  now: Date;
}) {
  const errors = attempt.refusal?.fields ?? {};
  const fresh = version === undefined;
  return (
    <form method="post" action={action} className="form" id="form" data-keep="">
      <Refused attempt={attempt} own={(field) => OWN.has(field)} />
      <input type="hidden" name="key" value={randomUUID()} />
      <input type="hidden" name="regionId" value={region.id} />
      {version === undefined ? null : <input type="hidden" name="version" value={version} />}
      <div className="split">
        <p>
          {w.placeNow} <b>{region.path}</b>
        </p>
        <ButtonLink href={placeHref} small icon="place">
          {w.changePlace}
        </ButtonLink>
      </div>
      <FieldError error={reasonSentence(errors.regionId)} />
      {organisations.length > 0 ? (
        <Select
          name="organisationId"
          label={w.as}
          optional
          defaultValue={values.value("organisationId") ?? ""}
          error={reasonSentence(errors.organisationId)}
          options={[
            { value: "", label: w.myself },
            ...organisations.map((o) => ({ value: o.id, label: o.name })),
          ]}
        />
      ) : null}
      <Field
        name="title"
        label={w.needTitle}
        hint={w.needTitleHint}
        maxLength={TITLE_MAX}
        autoComplete="off"
        defaultValue={values.value("title")}
        error={reasonSentence(errors.title)}
      />
      <TextArea
        name="story"
        label={w.story}
        hint={w.storyHint}
        rows={5}
        maxLength={STORY_MAX}
        defaultValue={values.value("story")}
        error={reasonSentence(errors.story)}
      />
      {fresh ? (
        <Choice
          name="what"
          legend={w.what}
          hint={w.whatHint}
          required
          value={values.value("what")}
          error={reasonSentence(errors.what)}
          options={LINE_CHOICES.map((choice) => ({
            value: choice,
            label: LINE_CHOICE[choice].word,
            note: choice === "sale" && saleOff ? w.saleOff : LINE_CHOICE[choice].help,
            disabled: choice === "sale" && saleOff,
          }))}
        />
      ) : null}
      <Tick
        name="confidential"
        defaultChecked={values.value("confidential") === "on"}
        error={reasonSentence(errors.lane)}
      >
        {w.confidential}
        <span className="hint">{w.confidentialHint}</span>
      </Tick>
      <Field
        name="deadline"
        label={w.deadline}
        hint={w.deadlineHint}
        type="date"
        min={dateValue(now)}
        defaultValue={values.value("deadline") ?? dateValue(new Date(now.getTime() + 7 * 86_400_000))}
        error={reasonSentence(errors.deadlineAt)}
      />
      <Choice
        name="riskPick"
        type="checkbox"
        legend={w.risk}
        hint={w.riskHint}
        value={values.all("riskPick")}
        error={reasonSentence(errors.risk)}
        options={RISKS.map((risk) => ({ value: risk, label: risk }))}
      />
      <Field
        name="riskMore"
        label={w.riskMore}
        optional
        maxLength={RISK_MAX}
        defaultValue={values.value("riskMore")}
      />
      <Field
        name="contactName"
        label={w.contactName}
        hint={w.contactNameHint}
        autoComplete="name"
        maxLength={NAME_MAX}
        defaultValue={values.value("contactName") ?? contact.name}
        error={reasonSentence(errors.contactName)}
      />
      <Field
        name="contactPhone"
        label={w.contactPhone}
        hint={contact.phoneHint}
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        optional
        defaultValue={values.value("contactPhone")}
        error={reasonSentence(errors.contactPhone)}
      />
      <OnBehalf values={values} errors={errors} was={onBehalf} />
      <Button tone="go" wide>
        {fresh ? w.next : w.save}
      </Button>
    </form>
  );
}
