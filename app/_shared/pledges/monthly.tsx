// 每月认领: what runs by itself, and how to stop it.
import { fromWall, fullDay } from "@/app/_copy/dates";
import { meWords as w } from "@/app/_copy/me";
import { formatQuantity } from "@/app/_copy/numbers";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import type { Recurring } from "@/server/pledges/recurring/schema";

export function Monthly({ items, to, now }: { items: readonly Recurring[]; to: string; now: Date }) {
  if (items.length === 0) return null;
  return (
    <section className="sec" aria-labelledby="monthly">
      <h2 id="monthly">{w.monthlyTitle}</h2>
      <ul>
        {items.map((m) => {
          const next = m.nextOn ? fromWall(m.nextOn) : null;
          return (
            <li className="card" key={m.id}>
              <h3>
                <a className="taplink" href={`/needs/${m.needId}`}>
                  {m.title}
                </a>
              </h3>
              <p>{`${m.item}：${w.monthly(m.dayOfMonth, formatQuantity(m.amount, m))}`}</p>
              {next ? <p className="note">{w.monthlyNext(fullDay(next, now), m.monthsLeft)}</p> : null}
              <div className="row mt-2">
                <ButtonLink href={`#end-${m.id}`} data-opens={`end-${m.id}`} small>
                  {w.endMonthly}
                </ButtonLink>
              </div>
              <Dialog id={`end-${m.id}`} title={w.endMonthlyAsk}>
                <p>{w.endMonthlyText}</p>
                <ActForm action="/api/me/end-monthly" to={to} hidden={{ recurringId: m.id, subject: m.id }}>
                  <Button wide tone="line">
                    {w.endMonthly}
                  </Button>
                </ActForm>
              </Dialog>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
