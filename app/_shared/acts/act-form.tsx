// A plain form around one act: its hidden fields, and the button. Used by every signed-in page.
import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";

type Hidden = Record<string, string | number | null | undefined>;

/** `to`: where it leads when done; `from`: where a refusal leads back to (left out: `to`). */
export function ActForm({
  action,
  to,
  from,
  hidden = {},
  keyed,
  className,
  id,
  children,
}: {
  action: string;
  to?: string;
  from?: string;
  hidden?: Hidden;
  /** Carries an idempotency key: a double tap or a resend is one act. */
  keyed?: boolean;
  className?: string;
  id?: string;
  children: ReactNode;
}) {
  const all: Hidden = { ...hidden, to, from, key: keyed ? randomUUID() : undefined };
  return (
    <form method="post" action={action} className={className} id={id}>
      {children}
      {Object.entries(all).map(([name, value]) =>
        value === undefined || value === null ? null : (
          <input type="hidden" key={name} name={name} value={value} />
        ),
      )}
    </form>
  );
}
