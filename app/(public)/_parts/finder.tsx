// Kinds as links, text as a GET form: a filter is an address one can send on.
import { LINE_KIND } from "@/app/_copy/labels";
import { needWords as w } from "@/app/_copy/needs";
import { Button } from "@/app/_ui/button";
import { Tabs } from "@/app/_ui/list";
import { TEXT_MAX } from "@/server/needs/listing/schema";
import { type ListFilter, listHref } from "./filter";

const KINDS = Object.entries(LINE_KIND);

export function Finder({ filter = {}, full }: { filter?: ListFilter; full?: boolean }) {
  const keep = { ...filter, cursor: undefined };
  return (
    <div className="stack">
      <Tabs
        label={w.filters}
        items={[
          { href: listHref({ ...keep, kind: undefined }), label: w.all, current: !filter.kind },
          ...KINDS.map(([kind, label]) => ({
            href: listHref({ ...keep, kind }),
            label: label.word,
            current: filter.kind === kind,
          })),
        ]}
      />
      {full ? (
        <>
          <Tabs
            label={w.whenLabel}
            items={[
              { href: listHref({ ...keep, days: undefined }), label: w.anyTime, current: !filter.days },
              ...["3", "7", "30"].map((days) => ({
                href: listHref({ ...keep, days }),
                label: w.within(Number(days)),
                current: filter.days === days,
              })),
            ]}
          />
          <form method="get" action="/needs" className="affix">
            {(["kind", "days", "everywhere"] as const).map((key) =>
              filter[key] ? <input key={key} type="hidden" name={key} value={filter[key]} /> : null,
            )}
            <input
              className="ctl"
              type="search"
              name="q"
              aria-label={w.searchLabel}
              placeholder={w.searchHint}
              defaultValue={filter.q}
              maxLength={TEXT_MAX}
            />
            <Button icon="search">{w.search}</Button>
          </form>
        </>
      ) : null}
    </div>
  );
}
