// The villages I advise, each to be laid down at any time.
import { fullDay } from "@/app/_copy/dates";
import { ADVISER_KIND, invitationWords as w } from "@/app/_copy/invitations";
import { ActForm } from "@/app/_shared/acts/act-form";
import { caller } from "@/app/_trpc/server";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";

export async function Advising({ now }: { now: Date }) {
  const mine = await (await caller()).advisers.mine();
  if (mine.length === 0) return null;
  return (
    <section className="sec" aria-labelledby="advising">
      <h2 id="advising">{w.advisers}</h2>
      <ul>
        {mine.map((one) => (
          <li className="card" key={one.id}>
            <p>
              <b>{w.iAdvise(one.village, ADVISER_KIND[one.kind])}</b>
            </p>
            <p className="note">{w.since(fullDay(one.since, now))}</p>
            <p className="note">{w.iAdviseHelp}</p>
            {one.unverified ? <p className="lack">{w.unverified(one.unverified)}</p> : null}
            <div className="row mt-2">
              {one.unverified ? (
                <ButtonLink href="/me/record/qualification" small tone="line">
                  {w.showPaper}
                </ButtonLink>
              ) : null}
              <ButtonLink href={`#lay-down-${one.id}`} data-opens={`lay-down-${one.id}`} small>
                {w.endAdviser}
                <span className="sr"> {one.village}</span>
              </ButtonLink>
            </div>
            <Dialog id={`lay-down-${one.id}`} title={w.layDownAsk(one.village)}>
              <p className="note">{w.layDownHelp}</p>
              <ActForm
                action="/api/advisers/end-adviser"
                to="/me"
                hidden={{ adviserId: one.id, version: one.version }}
              >
                <Button wide>{w.endSure}</Button>
              </ActForm>
            </Dialog>
          </li>
        ))}
      </ul>
    </section>
  );
}
