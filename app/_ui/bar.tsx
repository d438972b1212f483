// One bar language everywhere: solid accepted, striped on the way, pale promised, empty still needed.
export type BarParts = { accepted: number; onTheWay: number; promised: number; remaining: number };
export type BarLegend = { key: keyof BarParts; word: string; amount: string }[];

const FILL = { accepted: "ok", onTheWay: "way", promised: "said", remaining: "none" } as const;

/** Width in percent with one decimal; anything above nothing stays visible (1 %). */
function width(part: number, whole: number): string {
  if (part <= 0 || whole <= 0) return "0";
  return `${Math.max(1, Math.round((part / whole) * 1000) / 10)}%`;
}

/** The bar alone; `label` is what a screen reader says instead of it. */
export function Bar({ parts, label, tall }: { parts: BarParts; label: string; tall?: boolean }) {
  const whole = parts.accepted + parts.onTheWay + parts.promised + Math.max(0, parts.remaining);
  return (
    <div className={tall ? "bar tall" : "bar"} role="img" aria-label={label}>
      {(["accepted", "onTheWay", "promised"] as const).map((key) =>
        parts[key] > 0 ? (
          <i key={key} className={FILL[key]} style={{ width: width(parts[key], whole) }} />
        ) : null,
      )}
    </div>
  );
}

/** The four words with their figures and swatches; what is still needed stands last, in red. */
export function Legend({ items }: { items: BarLegend }) {
  return (
    <p className="legend">
      {items.map((item) => (
        <span key={item.key} className={item.key === "remaining" ? "lack" : undefined}>
          <i className={`sw ${FILL[item.key]}`} />
          {item.word} <b>{item.amount}</b>
        </span>
      ))}
    </p>
  );
}
