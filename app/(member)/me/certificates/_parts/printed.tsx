import { mineWords as w } from "@/app/_copy/certificates";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button } from "@/app/_ui/button";

function Switch({ purpose, on, words }: { purpose: string; on: boolean; words: [string, string] }) {
  const [state, act] = words;
  return (
    <div className="stack-s">
      <p>{state}</p>
      <ActForm
        action={`/api/certificates/${on ? "disagree" : "agree"}`}
        to="/me/certificates"
        hidden={{ purpose }}
      >
        <Button small>{act}</Button>
      </ActForm>
    </div>
  );
}

/** What stands on my certificates: agreed to, and taken back, whenever I like. */
export function Printed({
  agreed,
  hasIdCard,
}: {
  agreed: { name: boolean; idCard: boolean };
  hasIdCard: boolean;
}) {
  return (
    <section className="sec" aria-labelledby="printed">
      <h2 id="printed">{w.agreements}</h2>
      <Switch
        purpose="certificate_name"
        on={agreed.name}
        words={agreed.name ? [w.nameOn, w.nameStop] : [w.nameOff, w.nameAgree]}
      />
      {hasIdCard || agreed.idCard ? (
        <Switch
          purpose="certificate_id"
          on={agreed.idCard}
          words={agreed.idCard ? [w.idOn, w.idStop] : [w.idOff, w.idAgree]}
        />
      ) : null}
      <p className="note">{w.agreementsText}</p>
    </section>
  );
}
