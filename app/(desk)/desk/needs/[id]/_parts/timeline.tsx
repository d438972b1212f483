import { clockTime, monthDay } from "@/app/_copy/dates";
import { deskWords as w } from "@/app/_copy/desk";
import { timelineActor, timelineSentence } from "@/app/_copy/timeline";
import { Card } from "@/app/_ui/card";
import { Icon } from "@/app/_ui/icon";
import { Pager } from "@/app/_ui/list";
import type { TimelineItem } from "@/server/history/schema";

/** What happened, newest first; folded unless one pages in it. */
export function Timeline({
  items,
  nextHref,
  open,
  now,
}: {
  items: readonly TimelineItem[];
  nextHref: string | null;
  open: boolean;
  now: Date;
}) {
  return (
    <section className="sec" id="history" aria-labelledby="history-title">
      <h2 id="history-title">{w.history}</h2>
      <details open={open}>
        <summary>
          {w.historyOpen} <Icon name="down" />
        </summary>
        <Card>
          <ol className="stack-s">
            {items.map((t) => (
              <li key={t.id}>
                {timelineSentence(t)}
                <div className="note">
                  {[`${monthDay(t.at, now)} ${clockTime(t.at)}`, timelineActor(t)]
                    .filter(Boolean)
                    .join(" · ")}
                </div>
              </li>
            ))}
          </ol>
        </Card>
        <Pager nextHref={nextHref} />
      </details>
    </section>
  );
}
