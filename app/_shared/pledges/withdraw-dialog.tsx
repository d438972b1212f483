// 我来不了: one tap opens the reasons, and tapping a reason is the act.
import { WITHDRAW_REASON, meWords as w } from "@/app/_copy/me";
import { seatWords } from "@/app/_copy/seats";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import type { PledgeItem } from "@/server/pledges/lists/schema";

const wordOf = (p: PledgeItem): string =>
  p.status === "confirmed" ? (w.cannot[p.kind] ?? w.cannot.goods ?? "") : w.cannotQueue;

/** late: a stand-in is looked for instead. */
export function WithdrawDialog({
  pledge: p,
  to,
  wide,
  late,
}: {
  pledge: PledgeItem;
  to: string;
  wide?: boolean;
  late?: boolean;
}) {
  const id = `out-${p.id}`;
  const word = wordOf(p);
  return (
    <>
      <ButtonLink href={`#${id}`} data-opens={id} small={!wide} wide={wide} icon="back">
        {word}
      </ButtonLink>
      <Dialog id={id} title={w.cannotAsk(word)}>
        <p>{late ? seatWords.cannotLate : w.cannotText}</p>
        <ActForm
          action={`/api/me/pledges/${p.id}/withdraw`}
          to={to}
          from={`/me/pledges/${p.id}`}
          hidden={{ version: p.version }}
          keyed
          className="stack-s"
        >
          {Object.entries(WITHDRAW_REASON).map(([reason, said]) => (
            <Button key={reason} name="reason" value={reason} wide>
              {said}
            </Button>
          ))}
        </ActForm>
      </Dialog>
    </>
  );
}
