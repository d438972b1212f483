// What waits about hours, the most urgent first: what, until when, and the one next act.

import { correctionWords as w, workDays } from "@/app/_copy/corrections";
import { timeSpan } from "@/app/_copy/dates";
import { ButtonLink } from "@/app/_ui/button";
import { Card, EmptyState } from "@/app/_ui/card";
import type { InboxItem } from "@/server/hours/inbox/schema";

const PAGE: Record<InboxItem["kind"], (id: string) => string> = {
  close: (id) => `/day/${id}/close`,
  confirm: (id) => `/day/${id}/hours`,
  answer: (id) => `/desk/corrections/${id}`,
};
function whatWaits(item: InboxItem): string {
  if (item.about === null) return w.kind[item.kind](item.count);
  return item.appealed ? w.appealWaits : w.asksAbout[item.about];
}

/** Said in red from here on. */
const SOON = 2;

export function InboxList({ items, more, now }: { items: InboxItem[]; more: boolean; now: Date }) {
  if (items.length === 0)
    return (
      <EmptyState icon="check" title={w.inboxEmpty}>
        <p className="note">{w.inboxEmptyHelp}</p>
      </EmptyState>
    );
  return (
    <>
      <Card>
        <ul>
          {items.map((item) => (
            <li className="who" key={item.kind + item.id}>
              <div>
                <b>{item.title}</b>
                <div className={item.daysLeft <= SOON ? "lack" : "note"}>
                  {whatWaits(item)} · {workDays(item.daysLeft)}
                </div>
                <div className="note">
                  {timeSpan(item.at, null, now)} · {item.item}
                </div>
              </div>
              <ButtonLink
                href={PAGE[item.kind](item.id)}
                small
                tone={item.daysLeft <= SOON ? "line" : "plain"}
              >
                {w.act[item.kind]}
                <span className="sr">{w.of(item.title)}</span>
              </ButtonLink>
            </li>
          ))}
        </ul>
      </Card>
      {more ? <p className="note">{w.inboxMore}</p> : null}
    </>
  );
}
