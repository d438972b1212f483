import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon, type IconName } from "./icon";

type Look = { tone?: "go" | "line" | "plain"; small?: boolean; wide?: boolean; icon?: IconName };

function classes({ tone = "plain", small, wide }: Look): string {
  return ["btn", tone === "plain" ? "" : tone, small ? "small" : "", wide ? "wide" : ""]
    .filter(Boolean)
    .join(" ");
}

/** A button that submits or acts. `tone="go"` (red) is for the one act that matters on a screen. */
export function Button({
  tone,
  small,
  wide,
  icon,
  children,
  ...rest
}: Look & ButtonHTMLAttributes<HTMLButtonElement> & { children: ReactNode }) {
  return (
    <button type="submit" {...rest} className={classes({ tone, small, wide })}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({
  href,
  tone,
  small,
  wide,
  icon,
  children,
  ...rest
}: Look & { href: string; children: ReactNode; id?: string; "data-opens"?: string }) {
  return (
    <a href={href} {...rest} className={classes({ tone, small, wide })}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </a>
  );
}

/** First in a form with several buttons: what Enter presses, since browsers take the first one. Not seen, not focused. */
export function EnterButton() {
  return <button type="submit" className="sr" tabIndex={-1} aria-hidden="true" />;
}
