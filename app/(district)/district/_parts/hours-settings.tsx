// How a district counts hours: who records where no organisation does, how long a day may be, how much of a shift is presence.
import { hoursSettings as w } from "@/app/_copy/hours";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import type { Attempt } from "@/app/_trpc/form";
import { caller } from "@/app/_trpc/server";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import type { SettingsView } from "@/server/settings/schema";

type Props = { countyId: number; settings: SettingsView; attempt: Attempt; to: string };

const NAMES = [
  "recordingUnit",
  "dayMinutes",
  "longDayMinutes",
  "presencePercent",
  "clashGraceMinutes",
] as const;

export async function HoursSettings({ countyId, settings, attempt, to }: Props) {
  const mine = NAMES.some((name) => attempt.value(name) !== undefined);
  const error = (name: string) => (mine ? reasonSentence(attempt.refusal?.fields[name]) : null);
  const value = (name: string, kept: string) => (mine ? (attempt.value(name) ?? kept) : kept);
  const unit =
    settings.recordingUnit === null
      ? null
      : await (await caller()).organisations.one({ organisationId: settings.recordingUnit });
  const number = (name: (typeof NAMES)[number], label: string, kept: number, suffix: string) => (
    <Field
      name={name}
      label={label}
      inputMode="numeric"
      maxLength={4}
      suffix={suffix}
      defaultValue={value(name, String(kept))}
      error={error(name)}
    />
  );
  return (
    <Fold title={w.title} open={mine && attempt.refusal !== null}>
      <ActForm action="/api/district/hours-settings" to={to} hidden={{ countyId }} className="form">
        <Field
          name="recordingUnit"
          label={w.unit}
          hint={w.unitHint}
          optional
          maxLength={40}
          defaultValue={value("recordingUnit", unit?.name ?? "")}
          error={error("recordingUnit") ?? error("recordingUnitId")}
        />
        {number("dayMinutes", w.day, settings.dayMinutes / 60, w.hours)}
        {number("longDayMinutes", w.longDay, settings.longDayMinutes / 60, w.hours)}
        {number("presencePercent", w.presence, settings.presencePercent, "%")}
        {number("clashGraceMinutes", w.grace, settings.clashGraceMinutes, w.minutes)}
        <Button small>{w.save}</Button>
      </ActForm>
    </Fold>
  );
}
