import type { ReactNode } from "react";
import { uiWords } from "@/app/_copy/chrome";
import { Icon, type IconName } from "./icon";

/** What happens, in order, each step once; `state` marks done, now and later (said in words for screen readers). */
export function Steps({
  items,
}: {
  items: readonly { title: string; note?: ReactNode; state?: "done" | "now" }[];
}) {
  return (
    <ol className="steps">
      {items.map((item) => (
        <li key={item.title} className={item.state}>
          <b>{item.title}</b>
          {item.state ? <span className="sr">{uiWords.step[item.state]}</span> : null}
          {item.note ? <div className="note">{item.note}</div> : null}
        </li>
      ))}
    </ol>
  );
}

/** A table on a desk, cards on a phone. `num` columns stand right. */
export function Table({
  caption,
  head,
  rows,
}: {
  caption: string;
  head: readonly { key: string; label: string; num?: boolean }[];
  rows: readonly { id: string; cells: Record<string, ReactNode> }[];
}) {
  return (
    <table className="table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {head.map((h) => (
            <th key={h.key} scope="col" className={h.num ? "n" : undefined}>
              {h.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {head.map((h) => (
              <td key={h.key} data-label={h.label} className={h.num ? "n" : undefined}>
                {row.cells[h.key]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The way to the next page of a keyset list; nothing where there is none. */
export function Pager({ nextHref, firstHref }: { nextHref?: string | null; firstHref?: string | null }) {
  if (!nextHref && !firstHref) return null;
  return (
    <nav className="row" aria-label={uiWords.pages}>
      {firstHref ? (
        <a className="btn small" href={firstHref}>
          {uiWords.firstPage}
        </a>
      ) : null}
      {nextHref ? (
        <a className="btn small" href={nextHref} rel="next">
          {uiWords.nextPage}
          <Icon name="next" />
        </a>
      ) : null}
    </nav>
  );
}

/** Choices as links (filters, sections); the current one is said, not only coloured. */
export function Tabs({
  label,
  items,
}: {
  label: string;
  items: readonly { href: string; label: string; current?: boolean }[];
}) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map((item) => (
        <a key={item.href} className="tab" href={item.href} aria-current={item.current ? "true" : undefined}>
          {item.label}
        </a>
      ))}
    </nav>
  );
}

/** Ways to other pages, one row each; `count` is what waits there. */
export function Menu({
  items,
}: {
  items: readonly { href: string; label: ReactNode; icon: IconName; count?: number }[];
}) {
  return (
    <ul className="menu">
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href}>
            <Icon name={item.icon} />
            <span className="t">{item.label}</span>
            {item.count ? <span className="n">{item.count}</span> : null}
            <Icon name="next" />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Term and description pairs. */
export function Facts({ items }: { items: readonly { term: string; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {items.map((item) => (
        <div key={item.term} style={{ display: "contents" }}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Somebody in a list: a round with one character, name, a line below, a figure at the right. */
export function Who({
  mark,
  name,
  note,
  figure,
}: {
  mark: string;
  name: ReactNode;
  note?: ReactNode;
  figure?: ReactNode;
}) {
  return (
    <li className="who">
      <span className="av" aria-hidden="true">
        {mark}
      </span>
      <div>
        {name}
        {note ? <div className="note">{note}</div> : null}
      </div>
      {figure ? <span className="n">{figure}</span> : null}
    </li>
  );
}
