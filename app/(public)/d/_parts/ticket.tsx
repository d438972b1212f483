import { clockTime } from "@/app/_copy/dates";
import { dayWords as w } from "@/app/_copy/day";
import { ActForm } from "@/app/_shared/acts/act-form";
import { whenWhere } from "@/app/_shared/attendance/when";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import type { TicketView } from "@/server/attendance/tickets/schema";

/** What one may do now, and at which time it counts. */
export function Ticket({ ticket, t, now }: { ticket: TicketView; t: string; now: Date }) {
  const { state, shift, openedAt } = ticket;
  const here = `/d?t=${t}`;
  const [opened, from, until] = [openedAt, ticket.inAt, ticket.outAt].map((at) => (at ? clockTime(at) : ""));
  const act = (label: string, help: string) => (
    <div className="card stack">
      <p>{help}</p>
      <ActForm action="/api/d/use" to="/d" from={here} hidden={{ ticket: t }}>
        <Button tone="go" wide>
          {label}
        </Button>
      </ActForm>
    </div>
  );
  const minutes = Math.max(1, Math.floor((ticket.expiresAt.getTime() - now.getTime()) / 60_000));
  return (
    <>
      <h1>{shift.title}</h1>
      <p className="note">{whenWhere(shift, now)}</p>
      {state === "sign_in" ? (
        <div className="card stack">
          <p>{w.signInHelp(minutes)}</p>
          <ButtonLink href={`/sign-in?next=${encodeURIComponent(here)}`} tone="go" wide>
            {w.signIn}
          </ButtonLink>
        </div>
      ) : null}
      {state === "come" ? act(w.come, w.comeHelp(opened ?? "")) : null}
      {state === "leave" ? act(w.leave, w.leaveHelp(from ?? "", opened ?? "")) : null}
      {state === "ask" ? act(w.ask, w.askHelp) : null}
      {state === "in" ? (
        <Notice tone="green" icon="check">
          {w.doneInHelp(from ?? "")}
        </Notice>
      ) : null}
      {state === "left" ? (
        <Notice tone="green" icon="check">
          {w.leftAlready(from ?? "", until ?? "")}
        </Notice>
      ) : null}
      {state === "runs" ? (
        <>
          <Notice tone="blue">{w.runs}</Notice>
          <ButtonLink href={`/day/${shift.slotId}`} wide>
            {w.title}
          </ButtonLink>
        </>
      ) : null}
      {state === "other_shift" ? (
        <Notice tone="amber" icon="warn">
          {w.other(ticket.other ?? "")}
        </Notice>
      ) : null}
      <p className="note">{w.minors}</p>
    </>
  );
}
