// One line of a need: what, how much, what is lacking, and the bar. The words follow kind and direction.
import { timeSpan } from "@/app/_copy/dates";
import { LINE_KIND, lineWords } from "@/app/_copy/labels";
import { needWords } from "@/app/_copy/needs";
import { exactQuantity, formatQuantity } from "@/app/_copy/numbers";
import { Bar, type BarLegend, type BarParts, Legend } from "@/app/_ui/bar";
import { Icon } from "@/app/_ui/icon";

export type LineView = {
  kind: string;
  direction: string | null;
  item: string;
  quantity: number;
  unit: string;
  unitSize: number;
  approx: boolean;
  startsAt: Date | null;
  endsAt: Date | null;
  waiting: number;
  parts: BarParts;
};

/** The legend of a line: the four words with short figures; parts with nothing in them are left out. */
export function legendOf(line: LineView): BarLegend {
  const words = lineWords(line.kind, line.direction);
  return (["accepted", "onTheWay", "promised", "remaining"] as const)
    .filter((key) => line.parts[key] > 0)
    .map((key) => ({ key, word: words[key], amount: formatQuantity(line.parts[key], line) }));
}

/** What a screen reader hears instead of the bar: exact figures, all four parts. */
export function barLabel(line: LineView): string {
  const words = lineWords(line.kind, line.direction);
  const said = (["accepted", "onTheWay", "promised", "remaining"] as const).map(
    (key) => `${words[key]} ${exactQuantity(line.parts[key], line)}`,
  );
  return `${line.item}：${said.join("，")}`;
}

/** 大米 20万斤 */
const whatAndHowMuch = (line: LineView): string =>
  `${line.item} ${line.approx ? needWords.about : ""}${formatQuantity(line.quantity, line)}`;

/** 大米 20万斤 · 周六 8:00–12:00 */
export function lineTitle(line: LineView, now: Date): string {
  const when = line.startsAt ? ` · ${timeSpan(line.startsAt, line.endsAt, now)}` : "";
  return whatAndHowMuch(line) + when;
}

/** A shift that has begun takes nobody any more, whatever is lacking. */
const hasBegun = (line: LineView, now: Date): boolean =>
  line.kind === "people" && line.startsAt !== null && line.startsAt <= now;

/** 待认购 7.4万斤 in red, or 够了 in green with a tick, or 已满，3 位候补, or that its time is over. */
export function Lack({ line, now }: { line: LineView; now: Date }) {
  const words = lineWords(line.kind, line.direction);
  if (hasBegun(line, now)) return <span className="soft">{needWords.begun}</span>;
  if (line.parts.remaining > 0 && line.waiting === 0)
    return <span className="lack">{words.lack(formatQuantity(line.parts.remaining, line))}</span>;
  return (
    <span className="full">
      <Icon name="check" /> {line.waiting > 0 ? needWords.waiting(line.waiting) : words.full}
    </span>
  );
}

/** Whether anybody promised: before that the bar has nothing to explain. */
export const isHelped = ({ parts }: LineView): boolean =>
  parts.accepted + parts.onTheWay + parts.promised > 0;

/** A line in a list: title, what is lacking, bar. With `legend` the figures of all parts and the whole time. */
export function LineBar({ line, now, legend }: { line: LineView; now: Date; legend?: boolean }) {
  return (
    <div className="ln">
      <div className="split">
        <b>
          <Icon name={LINE_KIND[line.kind as keyof typeof LINE_KIND]?.icon ?? "box"} /> {whatAndHowMuch(line)}
          {line.startsAt ? (
            <>
              {" · "}
              <span className="inline-block">
                {timeSpan(line.startsAt, legend ? line.endsAt : null, now)}
              </span>
            </>
          ) : null}
        </b>
        <Lack line={line} now={now} />
      </div>
      <Bar parts={line.parts} label={barLabel(line)} />
      {legend && isHelped(line) ? <Legend items={legendOf(line)} /> : null}
    </div>
  );
}
