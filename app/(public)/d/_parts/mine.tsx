import type { z } from "zod";
import { clockTime, duration } from "@/app/_copy/dates";
import { dayWords as w } from "@/app/_copy/day";
import { whenWhere } from "@/app/_shared/attendance/when";
import { ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import type { mineView } from "@/server/attendance/tickets/schema";

type Props = { mine: z.infer<typeof mineView>; what: string | undefined; now: Date };

/** How one's own presence stands: said once more each time the page is opened. */
export function Mine({ mine: { shift, inAt, outAt, asked }, now }: Props) {
  const stayed = inAt && outAt ? Math.floor((outAt.getTime() - inAt.getTime()) / 60_000) : 0;
  const title = inAt ? (outAt ? w.doneOut : w.doneIn) : asked ? w.doneAsked : w.notYet;
  return (
    <>
      <h1>{title}</h1>
      <Notice tone={inAt ? "green" : "blue"} icon={inAt ? "check" : "info"} role="status">
        <b>{shift.title}</b>
        <p>{whenWhere(shift, now)}</p>
        {inAt && outAt ? <p>{w.doneOutHelp(clockTime(inAt), clockTime(outAt), duration(stayed))}</p> : null}
        {inAt && !outAt ? <p>{w.doneInHelp(clockTime(inAt))}</p> : null}
        {!inAt && asked ? <p>{w.doneAskedHelp}</p> : null}
      </Notice>
      {outAt ? (
        <ButtonLink href="/me/hours" wide>
          {w.myHours}
        </ButtonLink>
      ) : null}
      <ButtonLink href="/me" wide icon="back">
        {w.toMine}
      </ButtonLink>
    </>
  );
}
