// Whom to ring about a need, and who is helped: opened by a look that is written down.
import { fullDay } from "@/app/_copy/dates";
import { deskWords as w } from "@/app/_copy/desk";
import { CONSENT } from "@/app/_copy/posting";
import { ActForm } from "@/app/_shared/desk/act-form";
import { Card } from "@/app/_ui/card";
import { Facts } from "@/app/_ui/list";
import type { Managed } from "./managed";

export function Contact({ m: { need, api, at } }: { m: Managed }) {
  const look = { action: `${api}/look`, to: at, small: true, icon: "phone" as const };
  return (
    <Card>
      <div className="stack">
        <Facts
          items={[
            { term: w.contact, value: [need.contactName, need.contactPhone].filter(Boolean).join(" ") },
            ...(need.consentHow
              ? [
                  {
                    term: w.consent,
                    value: [
                      CONSENT[need.consentHow as keyof typeof CONSENT],
                      need.consentAt ? fullDay(need.consentAt, need.asOf) : null,
                    ]
                      .filter(Boolean)
                      .join(" · "),
                  },
                ]
              : []),
          ]}
        />
        <div className="row">
          <ActForm {...look} hidden={{ what: "contact" }} label={w.seePhone} />
          {need.onBehalf ? (
            <ActForm {...look} icon="person" hidden={{ what: "beneficiary" }} label={w.seeHelped} />
          ) : null}
        </div>
        <p className="hint">{w.seePhoneHint}</p>
      </div>
    </Card>
  );
}
