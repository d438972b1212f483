// A small form of a desk: posts one act, comes back where it stood. What cannot be undone is asked first, in a fold.
import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { deskWords as w } from "@/app/_copy/desk";
import { Button } from "@/app/_ui/button";
import { Icon, type IconName } from "@/app/_ui/icon";

type Form = {
  action: string;
  /** The page the form stands on. */
  to: string;
  /** Where it leads when done, if not there. */
  onward?: string;
  version?: number;
  hidden?: Record<string, string>;
  label: ReactNode;
  tone?: "go" | "line" | "plain";
  small?: boolean;
  wide?: boolean;
  icon?: IconName;
  id?: string;
  children?: ReactNode;
};

export function ActForm({ action, to, onward, version, hidden, label, children, id, ...look }: Form) {
  return (
    <form method="post" action={action} className="form" id={id}>
      {children}
      <Button {...look}>{label}</Button>
      <input type="hidden" name="to" value={to} />
      {onward ? <input type="hidden" name="onward" value={onward} /> : null}
      <input type="hidden" name="key" value={randomUUID()} />
      {version === undefined ? null : <input type="hidden" name="version" value={version} />}
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </form>
  );
}

/** The same, folded: the summary names the act, inside stands what it means and the button that does it. */
export function FoldedAct({
  title,
  help,
  open,
  icon = "down",
  ...form
}: Form & { title: string; help?: ReactNode; open?: boolean }) {
  return (
    <details open={open}>
      <summary>
        {title} <Icon name={icon} />
      </summary>
      <div className="stack mt-3">
        {help ? <p className="note">{help}</p> : null}
        <ActForm {...form} icon={undefined} />
      </div>
    </details>
  );
}

/** An act without fields that asks first. */
export function AskedAct({
  title,
  help,
  ...form
}: Omit<Form, "label" | "children"> & { title: string; help: string }) {
  return <FoldedAct {...form} title={title} help={help} label={w.confirmAct(title)} small />;
}
