// One box that looks for something: a plain GET form, with what is found shown by the page it leads to.
import { Button } from "./button";

/** `live`: the id of the element that is renewed while somebody types (see enhance.tsx). `hidden` goes along. */
export function SearchForm({
  action,
  q,
  label,
  hint,
  act,
  max,
  live,
  hidden = {},
}: {
  action: string;
  q: string;
  label: string;
  hint: string;
  act: string;
  max: number;
  live?: string;
  hidden?: Record<string, string>;
}) {
  return (
    <form method="get" action={action} data-live={live} className="field">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label htmlFor="q">{label}</label>
      <p className="hint" id="q-hint">
        {hint}
      </p>
      <div className="affix">
        <input
          className="ctl"
          id="q"
          name="q"
          type="search"
          defaultValue={q}
          maxLength={max}
          autoComplete="off"
          aria-describedby="q-hint"
        />
        <Button icon="search">{act}</Button>
      </div>
    </form>
  );
}
