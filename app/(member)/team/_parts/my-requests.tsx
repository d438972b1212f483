import { ago } from "@/app/_copy/dates";
import { statusLabel } from "@/app/_copy/labels";
import { JOIN_STATUS, memberWords as w } from "@/app/_copy/members";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button } from "@/app/_ui/button";
import { Chip } from "@/app/_ui/card";
import type { JoinStatus } from "@/server/organisations/joining/lifecycle";

type Request = {
  id: string;
  organisationId: string;
  organisation: string;
  status: JoinStatus;
  reason: string | null;
  at: Date;
};

/** What I asked and what came of it: those that wait, and refusals. */
export function MyRequests({ requests, to, now }: { requests: readonly Request[]; to: string; now: Date }) {
  const told = requests.filter((one) => one.status === "asked" || one.status === "refused").slice(0, 5);
  if (told.length === 0) return null;
  return (
    <section className="sec" aria-labelledby="mine">
      <h2 id="mine">{w.mine}</h2>
      <ul>
        {told.map((one) => {
          const label = statusLabel(JOIN_STATUS, one.status);
          return (
            <li className="card" key={one.id}>
              <Chip tone={label.tone} icon={label.icon}>
                {label.word}
              </Chip>
              <p>
                <b>{one.organisation}</b> <span className="note">{ago(one.at, now)}</span>
              </p>
              {one.reason ? <p>{w.itsReason(one.reason)}</p> : null}
              {one.status === "asked" ? (
                <ActForm
                  action={`/api/team/${one.organisationId}/take-back`}
                  to={to}
                  hidden={{ requestId: one.id }}
                >
                  <Button small>{w.takeBack}</Button>
                </ActForm>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
