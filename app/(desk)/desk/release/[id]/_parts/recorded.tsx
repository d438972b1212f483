// What was written down at the event, newest first with running numbers, and which units still have to confirm.
import { clockTime } from "@/app/_copy/dates";
import { deskWords, releaseWords as w } from "@/app/_copy/desk";
import { pledgeLabel } from "@/app/_copy/labels";
import { formatQuantity } from "@/app/_copy/numbers";
import type { caller } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { Card, Chip } from "@/app/_ui/card";

type Board = Awaited<ReturnType<Awaited<ReturnType<typeof caller>>["releases"]["board"]>>;

function State({ claim }: { claim: Board["claims"][number] }) {
  const label =
    claim.status !== "confirmed"
      ? pledgeLabel(claim.status, "goods", null)
      : claim.confirmedAt
        ? { tone: "green" as const, icon: "check" as const, word: w.confirmed }
        : { tone: "amber" as const, icon: "clock" as const, word: w.unconfirmed };
  return (
    <Chip tone={label.tone} icon={label.icon}>
      {label.word}
    </Chip>
  );
}

export function Recorded({ board }: { board: Board }) {
  const { claims } = board;
  return (
    <section className="sec" aria-labelledby="recorded">
      <h2 id="recorded">{w.recorded}</h2>
      <p className="note">{claims.length > 0 ? w.count(claims.length, board.unconfirmed) : w.nothing}</p>
      {claims.length > 0 ? (
        <Card>
          <ol>
            {claims.map((claim, i) => (
              <li key={claim.pledgeId} className="who">
                <span className="av">{claims.length - i}</span>
                <div>
                  <b>{claim.organisation}</b>
                  <div className="note">
                    {claim.item} {formatQuantity(claim.amount, claim)} · {clockTime(claim.at)}
                  </div>
                  <State claim={claim} />
                </div>
                <ButtonLink href={`/desk/needs/${claim.needId}/pledges/${claim.pledgeId}`} small>
                  {deskWords.pledgeActs.see}
                  <span className="sr"> {claim.organisation}</span>
                </ButtonLink>
              </li>
            ))}
          </ol>
        </Card>
      ) : null}
    </section>
  );
}
