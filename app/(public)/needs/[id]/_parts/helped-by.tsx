import { ago } from "@/app/_copy/dates";
import { lineWords } from "@/app/_copy/labels";
import { needWords as w } from "@/app/_copy/needs";
import { formatQuantity } from "@/app/_copy/numbers";
import { Card } from "@/app/_ui/card";
import { Icon } from "@/app/_ui/icon";
import { Pager, Who } from "@/app/_ui/list";
import type { HelperItem } from "@/server/pledges/lists/schema";

/** 大米 · 买方已收 4000斤 · 今天 9:40 */
function noteOf(helper: HelperItem, now: Date): string {
  const words = lineWords(helper.kind, helper.direction);
  const done =
    helper.accepted > 0 ? `${words.accepted} ${formatQuantity(helper.accepted, helper)}` : words.promised;
  return [helper.item, done, ago(helper.lastDeliveryAt ?? helper.createdAt, now)].join(" · ");
}

/** The newest few are shown at once; the rest of the page opens on a tap. */
const SHOWN = 6;

function Rows({ helpers, now }: { helpers: HelperItem[]; now: Date }) {
  return (
    <ul>
      {helpers.map((helper) => (
        <Who
          key={`${helper.createdAt.getTime()} ${helper.name} ${helper.item}`} // helpers carry no id in public
          mark={[...helper.name][0] ?? ""}
          name={helper.name}
          note={noteOf(helper, now)}
          figure={formatQuantity(helper.amount, helper)}
        />
      ))}
    </ul>
  );
}

/** Who has helped: organisations by name, persons as the server masked them. */
export function Helpers({
  helpers,
  nextHref,
  now,
}: {
  helpers: HelperItem[];
  nextHref: string | null;
  now: Date;
}) {
  const rest = helpers.slice(SHOWN);
  return (
    <section className="sec" id="helpers" aria-labelledby="helpers-title">
      <h2 id="helpers-title">{w.helpers}</h2>
      <Card>
        {helpers.length === 0 ? <p>{w.noHelpers}</p> : <Rows helpers={helpers.slice(0, SHOWN)} now={now} />}
        {rest.length > 0 ? (
          <details>
            <summary>
              {w.moreHelpers} <Icon name="down" />
            </summary>
            <Rows helpers={rest} now={now} />
            <Pager nextHref={nextHref} />
          </details>
        ) : null}
      </Card>
    </section>
  );
}
