import { ago } from "@/app/_copy/dates";
import { ORGANISATION_KIND, PLEDGE_STATUS, statusLabel } from "@/app/_copy/labels";
import { needWords as w } from "@/app/_copy/needs";
import { formatQuantity } from "@/app/_copy/numbers";
import type { HelperView } from "@/app/_shared/needs/need-view";
import { Card } from "@/app/_ui/card";
import { Who } from "@/app/_ui/list";

const markOf = (helper: HelperView) =>
  ORGANISATION_KIND[helper.kind as keyof typeof ORGANISATION_KIND]?.mark ??
  [...(helper.name ?? w.someone)][0] ??
  "";

/** Who has helped: organisations by name, persons as the server masked them. */
export function Helpers({ helpers, more, now }: { helpers: HelperView[]; more: number; now: Date }) {
  return (
    <section className="sec">
      <h2>{w.helpers}</h2>
      <Card>
        {helpers.length === 0 ? (
          <p>{w.noHelpers}</p>
        ) : (
          <ul>
            {helpers.map((helper) => (
              <Who
                key={helper.id}
                mark={markOf(helper)}
                name={helper.name ?? w.someone}
                note={`${statusLabel(PLEDGE_STATUS, helper.status).word} · ${ago(helper.at, now)}`}
                figure={formatQuantity(helper.amount, helper)}
              />
            ))}
          </ul>
        )}
        {more > 0 ? <p className="note mt-2">{w.moreHelpers(more)}</p> : null}
      </Card>
    </section>
  );
}
