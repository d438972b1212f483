import { FieldError } from "@/app/_ui/field";

/** Many short ticks, two beside each other: skills, kinds of service. */
export function Codes({
  name,
  legend,
  hint,
  words,
  codes,
  value,
  error,
}: {
  name: string;
  legend: string;
  hint?: string;
  words: Record<string, string>;
  codes: readonly string[];
  value: readonly string[];
  error?: string | null;
}) {
  return (
    <fieldset id={`f-${name}`} aria-describedby={hint ? `f-${name}-hint` : undefined}>
      <legend>{legend}</legend>
      {hint ? (
        <p className="hint" id={`f-${name}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError error={error} />
      <div className="grid grid-cols-2 gap-2">
        {codes.map((code) => (
          <div key={code}>
            <label className="pick">
              <input type="checkbox" name={name} value={code} defaultChecked={value.includes(code)} />
              <span>{words[code] ?? code}</span>
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
