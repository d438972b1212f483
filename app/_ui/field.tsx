// Form controls. Labels are always visible; hint and error are tied by aria-describedby; required is said, optional is said.
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { uiWords } from "@/app/_copy/chrome";
import { Icon } from "./icon";

type Frame = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  id?: string;
  optional?: boolean;
};

function ids({ id, name, hint, error }: Frame) {
  const own = id ?? `f-${name}`;
  const described = [hint ? `${own}-hint` : "", error ? `${own}-err` : ""].filter(Boolean).join(" ");
  return { own, described: described || undefined };
}

/** Label, hint and error around one control; use it for a control of your own. */
export function FieldFrame({ children, ...frame }: Frame & { children: ReactNode }) {
  const { own } = ids(frame);
  return (
    <div className="field">
      <label htmlFor={own}>
        {frame.label}
        {frame.optional ? <span className="opt"> {uiWords.optional}</span> : null}
      </label>
      {frame.hint ? (
        <p className="hint" id={`${own}-hint`}>
          {frame.hint}
        </p>
      ) : null}
      <FieldError id={`${own}-err`} error={frame.error} />
      {children}
    </div>
  );
}

/** The sentence of one refused field, with an icon: colour is never the only sign. */
export function FieldError({ id, error }: { id?: string; error?: string | null }) {
  if (!error) return null;
  return (
    <p className="err" id={id}>
      <Icon name="warn" />
      <span>{error}</span>
    </p>
  );
}

/** One-line input with label, hint, error, and a unit after it (`suffix`). */
export function Field({
  label,
  hint,
  error,
  optional,
  suffix,
  ...input
}: Frame & InputHTMLAttributes<HTMLInputElement> & { suffix?: ReactNode }) {
  const frame = { name: input.name, label, hint, error, id: input.id, optional };
  const { own, described } = ids(frame);
  const control = (
    <input
      type="text"
      required={!optional}
      {...input}
      id={own}
      className="ctl"
      aria-invalid={error ? true : undefined}
      aria-describedby={described}
    />
  );
  return (
    <FieldFrame {...frame}>
      {suffix ? (
        <div className="affix">
          {control}
          {typeof suffix === "string" ? <span>{suffix}</span> : suffix}
        </div>
      ) : (
        control
      )}
    </FieldFrame>
  );
}

/** Several lines of text. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  ...area
}: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const frame = { name: area.name, label, hint, error, id: area.id, optional };
  const { own, described } = ids(frame);
  return (
    <FieldFrame {...frame}>
      <textarea
        required={!optional}
        {...area}
        id={own}
        className="ctl"
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
      />
    </FieldFrame>
  );
}

/** A native select; `options` are value and label. */
export function Select({
  label,
  hint,
  error,
  optional,
  options,
  ...select
}: Frame &
  SelectHTMLAttributes<HTMLSelectElement> & { options: readonly { value: string; label: string }[] }) {
  const frame = { name: select.name, label, hint, error, id: select.id, optional };
  const { own, described } = ids(frame);
  return (
    <FieldFrame {...frame}>
      <select
        required={!optional}
        {...select}
        id={own}
        className="ctl"
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
      >
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

export type ChoiceOption = {
  value: string;
  label: ReactNode;
  note?: ReactNode;
  disabled?: boolean;
};

/** As many characters as stand side by side on a phone, two and two. */
const SHORT = 5;
const isShort = (text: ReactNode): boolean => !text || (typeof text === "string" && text.length <= SHORT);

/** Radio buttons or checkboxes, each a full target, with one legend for all: rows, or side by side where all are short. */
export function Choice({
  name,
  legend,
  hint,
  error,
  type = "radio",
  options,
  value,
  required,
}: {
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  type?: "radio" | "checkbox";
  options: readonly ChoiceOption[];
  value?: string | readonly string[];
  required?: boolean;
}) {
  const chosen = typeof value === "string" ? [value] : (value ?? []);
  const described = [hint ? `f-${name}-hint` : "", error ? `f-${name}-err` : ""].filter(Boolean).join(" ");
  const short = options.every((o) => isShort(o.label) && isShort(o.note));
  const picks = options.map((o) => (
    <label className={o.disabled ? "pick off" : "pick"} key={o.value}>
      <input
        type={type}
        name={name}
        value={o.value}
        defaultChecked={chosen.includes(o.value)}
        disabled={o.disabled}
        required={type === "radio" ? required : undefined}
      />
      <span>
        {o.label}
        {o.note ? <small>{o.note}</small> : null}
      </span>
    </label>
  ));
  return (
    <fieldset id={`f-${name}`} aria-describedby={described || undefined}>
      <legend>{legend}</legend>
      {hint ? (
        <p className="hint" id={`f-${name}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError id={`f-${name}-err`} error={error} />
      {short ? <div className="picks">{picks}</div> : picks}
    </fieldset>
  );
}
/** One tick with its sentence, for consent and statements. */
export function Tick({
  name,
  children,
  error,
  required,
  defaultChecked,
}: {
  name: string;
  children: ReactNode;
  error?: string | null;
  required?: boolean;
  defaultChecked?: boolean;
}) {
  return (
    <div className="field">
      <FieldError id={`f-${name}-err`} error={error} />
      <label className="pick">
        <input
          type="checkbox"
          id={`f-${name}`}
          name={name}
          value="on"
          required={required}
          defaultChecked={defaultChecked}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `f-${name}-err` : undefined}
        />
        <span>{children}</span>
      </label>
    </div>
  );
}
