import { districtWords as w } from "@/app/_copy/district";
import { reasonSentence } from "@/app/_copy/reasons";
import { recordSettings as r } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import type { SettingsView } from "@/server/settings/schema";
import { HoursSettings } from "./hours-settings";

/** The district's switches: sale lines (asked first), service telephone and hours. */
export function Settings({
  countyId,
  settings,
  attempt,
  to,
}: {
  countyId: number;
  settings: SettingsView;
  attempt: Attempt;
  to: string;
}) {
  const on = settings.saleLines;
  const mine = attempt.value("countyId") !== undefined;
  const error = (name: string) => (mine ? reasonSentence(attempt.refusal?.fields[name]) : null);
  const value = (name: string) => (mine ? attempt.value(name) : undefined);
  return (
    <section className="sec" aria-labelledby="settings">
      <h2 id="settings">{w.settings}</h2>
      <div className="card stack">
        <p>
          <b>{w.saleLines}</b>
        </p>
        <p className="note">{w.saleNow(on)}</p>
        <ButtonLink href="#sale" data-opens="sale" small>
          {on ? w.saleOff : w.saleOn}
        </ButtonLink>
        <Dialog id="sale" title={w.saleAsk(on)}>
          <p>{w.saleText(on)}</p>
          <ActForm
            action="/api/district/settings"
            to={to}
            hidden={{ countyId, saleLines: on ? "off" : "on" }}
          >
            <Button wide tone="line">
              {on ? w.saleOff : w.saleOn}
            </Button>
          </ActForm>
        </Dialog>
      </div>
      <ActForm action="/api/district/settings" to={to} hidden={{ countyId }} className="form card">
        <Field
          name="servicePhone"
          label={w.phone}
          hint={w.phoneHint}
          optional
          inputMode="tel"
          defaultValue={value("servicePhone") ?? settings.servicePhone ?? ""}
          error={error("servicePhone")}
        />
        <Field
          name="serviceHours"
          label={w.hours}
          hint={w.hoursHint}
          optional
          maxLength={30}
          defaultValue={value("serviceHours") ?? settings.serviceHours ?? ""}
          error={error("serviceHours")}
        />
        <Button small>{w.save}</Button>
      </ActForm>
      <Fold title={r.title} open={mine && ["starHours", "minorAges"].some((name) => error(name))}>
        <ActForm action="/api/district/settings" to={to} hidden={{ countyId }} className="form">
          <Field
            name="starHours"
            label={r.stars}
            hint={r.starsHint}
            inputMode="numeric"
            defaultValue={value("starHours") ?? settings.starHours.join(" ")}
            error={error("starHours")}
          />
          <p className="note">{r.ages}</p>
          {(["consent", "along", "refused"] as const).map((tier) => (
            <Field
              key={tier}
              name={`${tier}Age`}
              label={r.age[tier]}
              inputMode="numeric"
              maxLength={2}
              defaultValue={value(`${tier}Age`) ?? String(settings.minorAges[tier])}
              error={error(`minorAges.${tier}`) ?? (tier === "consent" ? error("minorAges") : null)}
            />
          ))}
          <Button small>{w.save}</Button>
        </ActForm>
      </Fold>
      <HoursSettings countyId={countyId} settings={settings} attempt={attempt} to={to} />
    </section>
  );
}
