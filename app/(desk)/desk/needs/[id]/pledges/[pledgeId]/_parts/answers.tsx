// What the poster says to a pledge: yes or no to a request, called, removed, let it rest here; and who came.
import { timeSpan } from "@/app/_copy/dates";
import { deskWords as w } from "@/app/_copy/desk";
import { formatQuantity } from "@/app/_copy/numbers";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm, AskedAct, FoldedAct } from "@/app/_shared/desk/act-form";
import { deskForm } from "@/app/_shared/desk/ids";
import { Refused } from "@/app/_shared/desk/refused";
import type { Attempt } from "@/app/_trpc/form";
import { Card } from "@/app/_ui/card";
import { Select, TextArea } from "@/app/_ui/field";
import type { PledgeItem } from "@/server/pledges/lists/schema";
import { NOTE_MAX, REMOVE_REASONS } from "@/server/pledges/schema";
import { Amount, type Of } from "./goods";

type Props = { pledge: PledgeItem; to: string; of: Of; now: Date };
const apiOf = (pledge: PledgeItem) => `/api/desk/pledges/${pledge.id}`;

function Because({ id, attempt }: { id: string; attempt: Attempt }) {
  return (
    <>
      <Refused attempt={attempt} title={w.refused} />
      <Select
        name="reason"
        id={`${id}-reason`}
        label={w.reason}
        defaultValue={attempt.value("reason") ?? REMOVE_REASONS[0]}
        options={REMOVE_REASONS.map((r) => ({ value: r, label: w.reasons[r] ?? r }))}
        error={reasonSentence(attempt.refusal?.fields.reason)}
      />
      <TextArea
        name="note"
        id={`${id}-note`}
        label={w.reasonNote}
        optional
        rows={2}
        maxLength={NOTE_MAX}
        defaultValue={attempt.value("note")}
        error={reasonSentence(attempt.refusal?.fields.note)}
      />
    </>
  );
}

/** What waits for the poster's word stands first. */
export function Asked({ pledge, to, of }: Props) {
  const api = apiOf(pledge);
  const [approve, refuse] = [of(deskForm("approve", pledge.id)), of(deskForm("refuse", pledge.id))];
  if (pledge.acts.includes("approve"))
    return (
      <section className="sec" aria-labelledby="asked">
        <h2 id="asked">{w.approveTitle}</h2>
        <Card>
          <div className="stack">
            <p>{w.approveText(pledge.helperName, formatQuantity(pledge.wanted, pledge))}</p>
            <Refused attempt={approve} title={w.refused} />
            <ActForm
              action={`${api}/approve`}
              to={to}
              version={pledge.version}
              label={w.approve}
              tone="go"
              wide
            />
            <FoldedAct
              action={`${api}/refuse`}
              to={to}
              version={pledge.version}
              title={w.refuse}
              open={refuse.refusal !== null}
              label={w.refuseDo}
            >
              <Because id="refuse" attempt={refuse} />
            </FoldedAct>
          </div>
        </Card>
      </section>
    );
  if (pledge.acts.includes("call"))
    return (
      <Card>
        <div className="stack">
          <p>{w.callHelp}</p>
          <ActForm action={`${api}/call`} to={to} version={pledge.version} label={w.call} tone="go" wide />
        </div>
      </Card>
    );
  return null;
}

/** People by the head, vehicles and expertise by what was done. */
export function Came({ pledge, to, of, now }: Props) {
  if (pledge.status !== "confirmed" && pledge.status !== "disputed") return null;
  const attempt = of(deskForm("came", pledge.id));
  const people = pledge.kind === "people";
  const early = pledge.startsAt !== null && pledge.startsAt > now;
  return (
    <section className="sec" aria-labelledby="came">
      <h2 id="came">{people ? w.came : w.doneBy}</h2>
      <Card>
        <div className="stack">
          {pledge.startsAt ? <p>{timeSpan(pledge.startsAt, pledge.endsAt, now)}</p> : null}
          {early ? (
            <p className="note">{w.notBegun}</p>
          ) : (
            <>
              <p className="note">{w.cameHelp}</p>
              <ActForm
                action={`${apiOf(pledge)}/came`}
                to={to}
                label={people ? w.cameDo : w.doneBy}
                tone="go"
                wide
                id={attempt.refusal ? "form" : undefined}
              >
                <Refused attempt={attempt} title={w.refused} />
                <Amount
                  pledge={pledge}
                  id="came"
                  name="came"
                  label={people ? w.cameHow : w.doneHow}
                  value={pledge.amount}
                  attempt={attempt}
                />
              </ActForm>
            </>
          )}
        </div>
      </Card>
    </section>
  );
}

export function LastActs({ pledge, to, of }: Props) {
  const api = apiOf(pledge);
  const remove = of(deskForm("remove", pledge.id));
  const rests = pledge.kind === "goods" && pledge.status === "confirmed" && pledge.onWay === 0;
  const removes = pledge.acts.includes("remove");
  if (!rests && !removes) return null;
  return (
    <section className="sec" aria-labelledby="last">
      <h2 id="last">{w.otherActs}</h2>
      <Card>
        <div className="stack">
          {rests ? (
            <AskedAct action={`${api}/rest`} to={to} title={w.settleRest} help={w.settleRestHelp} />
          ) : null}
          {removes ? (
            <FoldedAct
              action={`${api}/remove`}
              to={to}
              version={pledge.version}
              title={w.remove}
              help={w.removeHelp}
              open={remove.refusal !== null}
              label={w.removeDo}
            >
              <Because id="remove" attempt={remove} />
            </FoldedAct>
          ) : null}
        </div>
      </Card>
    </section>
  );
}
