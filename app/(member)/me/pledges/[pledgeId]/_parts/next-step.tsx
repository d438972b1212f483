// The one thing that is next, in its own box, and the way out below it.
import { dayAndTime } from "@/app/_copy/dates";
import { meWords as w } from "@/app/_copy/me";
import { formatQuantity } from "@/app/_copy/numbers";
import { reasonSentence } from "@/app/_copy/reasons";
import { seatWords } from "@/app/_copy/seats";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import { dueOf, isSeeking, isTooLate, namesPath, nextAct } from "@/app/_shared/pledges/next-act";
import { WithdrawDialog } from "@/app/_shared/pledges/withdraw-dialog";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { TextArea, Tick } from "@/app/_ui/field";
import type { PledgeItem } from "@/server/pledges/lists/schema";
import { NOTE_MAX } from "@/server/pledges/schema";

type Props = { pledge: PledgeItem; attempt: Attempt; now: Date };
const at = (p: PledgeItem) => ({ path: `/api/me/pledges/${p.id}`, to: `/me/pledges/${p.id}` });

function Offer({ pledge: p, now }: Props) {
  const { path, to } = at(p);
  const due = dueOf(p, "accept");
  return (
    <Card>
      <div className="stack">
        <h2>{w.offered}</h2>
        <p>{w.offerOpen(formatQuantity(p.amount, p))}</p>
        <p className="lack">{due ? w.offerBy(dayAndTime(due, now)) : w.offerNoClock}</p>
        <ActForm action={`${path}/accept`} to={to} hidden={{ version: p.version }} keyed className="form">
          {p.wanted > p.amount && p.direction !== "sale" ? (
            <Tick name="keepWaiting">{w.keepWaiting}</Tick>
          ) : null}
          <Button tone="go" wide icon="check">
            {w.accept}
          </Button>
        </ActForm>
        <ActForm action={`${path}/decline`} to={to} hidden={{ version: p.version }} keyed>
          <Button wide>{w.decline}</Button>
        </ActForm>
      </div>
    </Card>
  );
}

function UnitConfirm({ pledge: p }: Props) {
  const { path, to } = at(p);
  return (
    <Card>
      <div className="stack">
        <h2>{w.unitConfirm}</h2>
        <p>{w.unitConfirmText}</p>
        <ActForm action={`${path}/confirm`} to={to}>
          <Button tone="go" wide icon="check">
            {w.confirm}
          </Button>
        </ActForm>
        <ButtonLink href={`#deny-${p.id}`} data-opens={`deny-${p.id}`} wide>
          {w.deny}
        </ButtonLink>
        <Dialog id={`deny-${p.id}`} title={w.denyAsk}>
          <p>{w.denyText}</p>
          <ActForm action={`${path}/deny`} to={to}>
            <Button wide tone="line">
              {w.deny}
            </Button>
          </ActForm>
        </Dialog>
      </div>
    </Card>
  );
}

function Answer({ pledge: p, attempt, now }: Props) {
  const { path, to } = at(p);
  const due = dueOf(p, "answer");
  return (
    <Card>
      <div className="stack">
        <h2>{w.settling}</h2>
        {due ? <p className="lack">{(due < now ? w.answerLate : w.answerBy)(dayAndTime(due, now))}</p> : null}
        <ActForm action={`${path}/answer`} to={to} hidden={{ answer: "done" }}>
          <Button tone="go" wide icon="check">
            {w.answerDone}
          </Button>
        </ActForm>
        <Fold title={w.answerDisputed} open={attempt.value("answer") === "disputed"}>
          <ActForm action={`${path}/answer`} to={to} hidden={{ answer: "disputed" }} className="form">
            <TextArea
              name="note"
              id="f-answer-note"
              label={w.answerNote}
              rows={2}
              maxLength={NOTE_MAX}
              defaultValue={attempt.value("note")}
              error={reasonSentence(attempt.refusal?.fields.note)}
            />
            <Button wide tone="line">
              {w.answerDisputed}
            </Button>
          </ActForm>
        </Fold>
      </div>
    </Card>
  );
}

function Absent({ pledge: p, attempt }: Props) {
  const { path, to } = at(p);
  return (
    <Card>
      <div className="stack">
        <h2>{w.absent}</h2>
        <ActForm action={`${path}/contest`} to={to} className="form">
          <TextArea
            name="note"
            id="f-contest-note"
            label={w.contestNote}
            hint={w.absentText}
            rows={2}
            maxLength={NOTE_MAX}
            defaultValue={attempt.value("note")}
            error={reasonSentence(attempt.refusal?.fields.note)}
          />
          <Button wide>{w.contest}</Button>
        </ActForm>
      </div>
    </Card>
  );
}

/** They said they cannot come; they may still change their mind. */
function Seeking({ pledge: p }: { pledge: PledgeItem }) {
  return (
    <Card>
      <div className="stack">
        <h2>{seatWords.seeking}</h2>
        <p>{seatWords.seekingMine}</p>
        <ActForm action={`/api/stand-ins/${p.standInId}/call-off`} to={at(p).to}>
          <Button wide icon="check">
            {seatWords.stay}
          </Button>
        </ActForm>
      </div>
    </Card>
  );
}

const BOX = { accept: Offer, confirm: UnitConfirm, answer: Answer, contest: Absent } as const;

export function NextStep(props: Props) {
  const { pledge: p, now } = props;
  const act = nextAct(p);
  const Box = act in BOX ? BOX[act as keyof typeof BOX] : null;
  const said =
    p.status === "waitlisted"
      ? w.waiting
      : p.status === "requested"
        ? w.requested
        : act === "come"
          ? w.come
          : null;
  const seeking = isSeeking(p);
  const late = isTooLate(p, now) && !seeking && !p.acts.includes("withdraw");
  const names = namesPath(p);
  return (
    <>
      {Box ? <Box {...props} /> : null}
      {seeking ? <Seeking pledge={p} /> : null}
      {names ? (
        <ButtonLink href={names} tone="line" wide icon="people">
          {seatWords.people}
        </ButtonLink>
      ) : null}
      {said && !late && !seeking ? <Notice tone="blue">{said}</Notice> : null}
      {p.answer && p.needStatus === "settling" ? <Notice>{w.answered[p.answer]}</Notice> : null}
      {late ? (
        <Notice tone="amber" icon="phone">
          {w.tooLate}
        </Notice>
      ) : null}
      {p.status === "confirmed" && p.onWay > 0 && p.kind === "goods" ? (
        <p className="note">{w.onWayLate}</p>
      ) : null}
      {p.acts.includes("withdraw") ? (
        <WithdrawDialog pledge={p} to={`/me/pledges/${p.id}`} wide late={isTooLate(p, now)} />
      ) : null}
    </>
  );
}
