// One thing that waits: what, why, until when, and the one next act.
import { limitTime } from "@/app/_copy/dates";
import { deskWords as w } from "@/app/_copy/desk";
import { ButtonLink } from "@/app/_ui/button";
import type { DeskAct } from "@/server/needs/desk/rules";
import type { DeskPage } from "@/server/needs/desk/schema";

export type DeskItem = DeskPage["items"][number];

const PAGE: Record<DeskAct, (id: string) => string> = {
  verify: (id) => `/desk/needs/${id}/verify`,
  certify: (id) => `/desk/needs/${id}/certify`,
  complete: (id) => `/post/${id}`,
  continue: (id) => `/post/${id}`,
  confirm: (id) => `/desk/needs/${id}`,
  manage: (id) => `/desk/needs/${id}`,
  resume: (id) => `/desk/needs/${id}`,
  settle: (id) => `/desk/needs/${id}/settle`,
  finish: (id) => `/desk/needs/${id}/settle`,
  wait: (id) => `/desk/needs/${id}`,
};

/** `here`: the desk's own place, which need not be said of each. */
export function ToDo({ item, here, now }: { item: DeskItem; here?: string; now: Date }) {
  const when = limitTime(item.dueAt, now);
  const more = [
    item.place === here ? null : item.place,
    item.escalated ? w.escalated : null,
    item.hidden ? w.hidden : null,
  ].filter(Boolean);
  const red = item.late || item.dueAt.getTime() - now.getTime() < 86_400_000;
  return (
    <li className="who">
      <div>
        <b>{item.title}</b>
        <div className={red ? "lack" : "note"}>
          {w.why[item.act]}
          {" · "}
          <span className="inline-block">{item.late ? w.late(when) : w.by(when)}</span>
        </div>
        {more.length > 0 ? <div className="note">{more.join(" · ")}</div> : null}
      </div>
      <ButtonLink href={PAGE[item.act](item.needId)} small tone={item.act === "verify" ? "line" : "plain"}>
        {w.act[item.act]}
        <span className="sr"> {item.title}</span>
      </ButtonLink>
    </li>
  );
}
