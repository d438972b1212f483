// Who helps, line by line: state, amounts, and the one next act of each.
import { fullDay } from "@/app/_copy/dates";
import { deskWords as w } from "@/app/_copy/desk";
import { lineWords, pledgeLabel } from "@/app/_copy/labels";
import { formatQuantity } from "@/app/_copy/numbers";
import { ButtonLink } from "@/app/_ui/button";
import { Card, Chip, Notice } from "@/app/_ui/card";
import { Pager, Tabs } from "@/app/_ui/list";
import { isLive } from "@/server/pledges/lifecycle";
import type { PledgeItem } from "@/server/pledges/lists/schema";

function actWord(p: PledgeItem, now: Date): string {
  const words = w.pledgeActs;
  if (p.acts.includes("approve")) return words.approve;
  if (p.acts.includes("call") && p.offerNotifiedAt === null) return words.call;
  if (p.status === "confirmed" && p.kind === "people")
    return p.startsAt !== null && p.startsAt <= now ? words.came : words.see;
  return p.status === "confirmed" ? words.receive : words.see;
}

function Row({
  pledge,
  at,
  now,
  item,
}: {
  pledge: PledgeItem;
  at: string;
  now: Date;
  item?: boolean; // says of which line
}) {
  const label = pledgeLabel(pledge.status, pledge.kind, pledge.direction);
  const words = lineWords(pledge.kind, pledge.direction);
  const held = pledge.amount > 0 ? pledge.amount : pledge.wanted;
  const facts = [
    [item ? pledge.item : "", formatQuantity(held, pledge)].filter(Boolean).join(" "),
    pledge.accepted > 0 ? `${words.accepted} ${formatQuantity(pledge.accepted, pledge)}` : null,
    pledge.onWay > 0 ? `${words.onTheWay} ${formatQuantity(pledge.onWay, pledge)}` : null,
    pledge.waits && pledge.status === "confirmed" ? w.waits : null,
    pledge.expectedOn && isLive(pledge.status)
      ? w.expects(fullDay(new Date(`${pledge.expectedOn}T00:00:00+08:00`), now))
      : null,
  ];
  return (
    <li className="who">
      <span className="av" aria-hidden="true">
        {[...pledge.helperName][0]}
      </span>
      <div>
        <b>{pledge.helperName}</b>
        <div className="note">{facts.filter(Boolean).join(" · ")}</div>
        <div className="row">
          <Chip tone={label.tone} icon={label.icon}>
            {label.word}
          </Chip>
          {pledge.unitConfirmed ? null : (
            <Chip tone="amber" icon="clock">
              {w.spoken}
            </Chip>
          )}
        </div>
      </div>
      <ButtonLink href={`${at}/pledges/${pledge.id}`} small>
        {actWord(pledge, now)}
        <span className="sr"> {pledge.helperName}</span>
      </ButtonLink>
    </li>
  );
}

/** What waits for the poster's word or hand stands first, over all lines. */
export function Asking({ pledges, at, now }: { pledges: readonly PledgeItem[]; at: string; now: Date }) {
  if (pledges.length === 0) return null;
  return (
    <section className="sec" aria-labelledby="asking">
      <h2 id="asking">{w.asking}</h2>
      <Card>
        <ul>
          {pledges.map((pledge) => (
            <Row key={pledge.id} pledge={pledge} at={at} now={now} item />
          ))}
        </ul>
      </Card>
    </section>
  );
}

export function Pledges({
  pledges,
  show,
  next,
  call,
  at,
  now,
}: {
  pledges: readonly PledgeItem[];
  show: "live" | "ended";
  next: string | null;
  call?: string; // the line whose helpers are to be rung before its number is lowered
  at: string;
  now: Date;
}) {
  const lines = [...new Map(pledges.map((p) => [p.lineId, p.item])).entries()];
  return (
    <section className="sec" aria-labelledby="pledges">
      <h2 id="pledges">{w.pledges}</h2>
      <Tabs
        label={w.pledges}
        items={[
          { href: `${at}#pledges`, label: w.livePledges, current: show === "live" },
          { href: `${at}?show=ended#pledges`, label: w.endedPledges, current: show === "ended" },
        ]}
      />
      {call ? <Notice tone="amber">{w.callEach}</Notice> : null}
      {pledges.length === 0 ? <p className="note">{show === "live" ? w.noPledges : w.noEnded}</p> : null}
      {lines
        .filter(([lineId]) => call === undefined || lineId === call)
        .map(([lineId, item]) => (
          <Card key={lineId}>
            <h3>{item}</h3>
            <ul>
              {pledges
                .filter((p) => p.lineId === lineId)
                .map((pledge) => (
                  <Row key={pledge.id} pledge={pledge} at={at} now={now} />
                ))}
            </ul>
          </Card>
        ))}
      <Pager
        nextHref={
          next
            ? `${at}?${new URLSearchParams({ ...(show === "ended" ? { show } : {}), cursor: next })}#pledges`
            : null
        }
      />
    </section>
  );
}
