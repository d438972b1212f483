// One who could help: who it is, why, what stands against it, and how the order came about.
import { ORGANISATION_KIND } from "@/app/_copy/labels";
import { NOT_NOW, PART, reasonWord, WHY_NOT, matchingWords as w } from "@/app/_copy/matching";
import { Chip } from "@/app/_ui/card";
import { Icon } from "@/app/_ui/icon";
import { Facts } from "@/app/_ui/list";
import type { HelperRow } from "@/server/matching/ranking/schema";
import { PARTS, type Weights } from "@/server/matching/score/schema";

type Props = { row: HelperRow; weights: Weights; now: Date };

export function HelperItem({ row, weights, now }: Props) {
  const kind =
    row.helperKind === "person"
      ? w.person
      : ORGANISATION_KIND[row.kind as keyof typeof ORGANISATION_KIND]?.word;
  const { parts } = row;
  const points = (parts === null ? [] : PARTS)
    .map((part) => ({ part, n: (part === "connection" ? -1 : 1) * weights[part] * (parts?.[part] ?? 0) }))
    .filter(({ n, part }) => part !== "urgency" && Math.abs(n) >= 0.05);
  const name = (
    <span>
      <b>{row.name}</b>
      <span className="note ml-2">{kind}</span>
    </span>
  );
  return (
    <li className="card">
      {row.notNow === null ? (
        <label className="pick">
          <input
            type="checkbox"
            name="pick"
            value={`${row.helperKind}:${row.helperId}`}
            aria-label={w.pick(row.name)}
          />
          {name}
        </label>
      ) : (
        <p>{name}</p>
      )}
      {row.notNow === null ? null : (
        <Chip tone={row.notNow === "waiting" ? "blue" : "plain"} icon="clock">
          {NOT_NOW[row.notNow]}
        </Chip>
      )}
      <p>
        <Icon name="check" /> {row.reasons.map((reason) => reasonWord(reason, now)).join(" · ")}
      </p>
      {row.whyNot.map((one) => (
        <Chip key={one} tone="amber" icon="info">
          {WHY_NOT[one]}
        </Chip>
      ))}
      {points.length > 0 ? (
        <details>
          <summary className="taplink note">{w.whyHere}</summary>
          <Facts items={points.map(({ part, n }) => ({ term: PART[part].word, value: w.points(n) }))} />
          <p className="note">{w.sum(points.reduce((sum, { n }) => sum + n, 0))}</p>
        </details>
      ) : null}
    </li>
  );
}
