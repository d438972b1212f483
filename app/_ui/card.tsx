import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

/** A sheet of paper on the page; with `href` the whole card is one link. */
export function Card({ href, children, id }: { href?: string; children: ReactNode; id?: string }) {
  if (href)
    return (
      <a className="card" href={href} id={id}>
        {children}
      </a>
    );
  return (
    <div className="card" id={id}>
      {children}
    </div>
  );
}

export type Tone = "plain" | "green" | "amber" | "blue" | "red";
const CHIP: Record<Tone, string> = {
  plain: "chip",
  green: "chip g",
  amber: "chip a",
  blue: "chip b",
  red: "chip r",
};
const NOTICE: Record<Tone, string> = {
  plain: "notice",
  green: "notice g",
  amber: "notice a",
  blue: "notice b",
  red: "notice r",
};

/** A state: a colour and an icon and a word, never colour alone. */
export function Chip({
  tone = "plain",
  icon,
  children,
}: {
  tone?: Tone;
  icon: IconName;
  children: ReactNode;
}) {
  return (
    <span className={CHIP[tone]}>
      <Icon name={icon} />
      {children}
    </span>
  );
}

/** A remark beside the content. `role="alert"` for what went wrong, `"status"` for what was done. */
export function Notice({
  tone = "plain",
  icon = "info",
  role,
  children,
  id,
}: {
  tone?: Tone;
  icon?: IconName;
  role?: "alert" | "status";
  children: ReactNode;
  id?: string;
}) {
  return (
    <div className={NOTICE[tone]} role={role} id={id} tabIndex={role ? -1 : undefined}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}

/** Nothing here: says why, and what one can do instead. */
export function EmptyState({
  icon = "box",
  title,
  children,
}: {
  icon?: IconName;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <p>
        <b>{title}</b>
      </p>
      {children}
    </div>
  );
}

/** A figure one reads from across the room, with its small words. */
export function BigNumber({ value, children }: { value: ReactNode; children?: ReactNode }) {
  return (
    <p className="big">
      {value} {children ? <small>{children}</small> : null}
    </p>
  );
}
