// Who holds a role, each with the way to end it, asked first.
import { fullDay } from "@/app/_copy/dates";
import { ROLE_WORD, meWords as w } from "@/app/_copy/me";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import type { Role } from "@/server/policy";

export type Holder = { grantId: string; personId: string; name: string; role: Role; since: Date };

export function Holders({
  holders,
  action,
  to,
  now,
}: {
  holders: readonly Holder[];
  /** The address of the act `end-role`. */
  action: string;
  to: string;
  now: Date;
}) {
  return (
    <ul className="card">
      {holders.map((one) => {
        const id = `end-${one.grantId}`;
        return (
          <li className="who" key={one.grantId}>
            <span className="av" aria-hidden="true">
              {one.name.slice(0, 1)}
            </span>
            <div>
              {one.name}
              <div className="note">{`${ROLE_WORD[one.role]} · ${w.since(fullDay(one.since, now))}`}</div>
            </div>
            <ButtonLink href={`#${id}`} data-opens={id} small>
              {w.endRole}
            </ButtonLink>
            <Dialog id={id} title={w.endRoleAsk(one.name)}>
              <p>{w.endRoleText}</p>
              <ActForm action={action} to={to} hidden={{ grantId: one.grantId, subject: one.grantId }}>
                <Button wide tone="line">
                  {w.endRoleSure}
                </Button>
              </ActForm>
            </Dialog>
          </li>
        );
      })}
    </ul>
  );
}
