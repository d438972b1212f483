import { fullDay } from "@/app/_copy/dates";
import { CONSENT_HOW, PURPOSE, meWords as w } from "@/app/_copy/me";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button } from "@/app/_ui/button";
import type { Purpose, WITHDRAWABLE } from "@/server/people/consents/schema";
import type { MeView } from "@/server/people/schema";

type Consent = { purpose: Purpose; how: string; givenAt: Date; withdrawnAt: Date | null };

type SwitchProps = { purpose: (typeof WITHDRAWABLE)[number]; on: boolean; words: string[] };

function Switch({ purpose, on, words }: SwitchProps) {
  const [whenOn, whenOff, agree, stop] = words;
  return (
    <div className="stack-s">
      <p>{on ? whenOn : whenOff}</p>
      <ActForm action={`/api/me/${on ? "disagree" : "agree"}`} to="/me/data" hidden={{ purpose }}>
        <Button small>{on ? stop : agree}</Button>
      </ActForm>
    </div>
  );
}

/** The agreements that can be taken back by themselves, and the record of all. */
export function Agreements({ me, consents, now }: { me: MeView; consents: readonly Consent[]; now: Date }) {
  const live = (purpose: Purpose) => consents.some((c) => c.purpose === purpose && c.withdrawnAt === null);
  return (
    <>
      <section className="sec" aria-labelledby="name-shown">
        <h2 id="name-shown">{w.publicName}</h2>
        <Switch
          purpose="public_name"
          on={me.publicName}
          words={[w.publicNameOn, w.publicNameOff, w.showName, w.hideName]}
        />
        <Switch purpose="sms" on={live("sms")} words={[w.smsOn, w.smsOff, w.agreeSms, w.stopSms]} />
      </section>
      <section className="sec" aria-labelledby="papers">
        <h2 id="papers">{w.papers}</h2>
        <Switch
          purpose="certificate_name"
          on={live("certificate_name")}
          words={[w.certificateNameOn, w.certificateNameOff, w.agreeCertificateName, w.stopCertificateName]}
        />
        <Switch
          purpose="certificate_id"
          on={live("certificate_id")}
          words={[w.certificateIdOn, w.certificateIdOff, w.agreeCertificateId, w.stopCertificateId]}
        />
      </section>
      <section className="sec" aria-labelledby="national">
        <h2 id="national">{w.nationalTitle}</h2>
        <h3>{w.nationalMeansTitle}</h3>
        <ul className="list-disc pl-5">
          {w.nationalMeans.map((means) => (
            <li key={means}>{means}</li>
          ))}
        </ul>
        <Switch
          purpose="national"
          on={live("national")}
          words={[w.nationalOn, w.nationalOff, w.agreeNational, w.stopNational]}
        />
        {live("national") ? (
          <p className="note">
            {w.nationalNeeds}{" "}
            <a className="taplink" href="/me/record/person">
              {w.nationalNumber}
            </a>
          </p>
        ) : null}
      </section>
      <section className="sec" aria-labelledby="consents">
        <h2 id="consents">{w.consents}</h2>
        <ul className="plain">
          {consents.map((c) => (
            <li key={`${c.purpose}${c.givenAt.getTime()}`}>
              {PURPOSE[c.purpose]}
              <div className="note">
                {w.given(fullDay(c.givenAt, now), CONSENT_HOW[c.how] ?? "")}
                {c.withdrawnAt ? ` · ${w.withdrawn(fullDay(c.withdrawnAt, now))}` : null}
              </div>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
