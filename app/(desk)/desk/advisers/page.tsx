// A village's advisers: who is asked first for what they know. A town or district picks the village first.
import type { Metadata } from "next";
import { fullDay } from "@/app/_copy/dates";
import { ADVISER_KIND, invitationsDone, invitationWords as w } from "@/app/_copy/invitations";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, EmptyState } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Field, Select } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { ADVISER_KINDS } from "@/server/matching/advisers/schema";
import { LEVEL } from "@/server/regions/schema";

export const metadata: Metadata = { title: w.advisers, robots: { index: false } };

const PATH = "/desk/advisers";
type Props = { searchParams: Promise<{ region?: string; done?: string; refused?: string }> };

export default async function AdvisersPage({ searchParams }: Props) {
  const { region, done, refused } = await searchParams;
  const me = await signedIn(PATH);
  const hat = me.hats.find((one) => one.worn) ?? me.hats[0];
  const api = await caller();
  const regionId = Number(region ?? hat?.regionId ?? 0);
  const at = await orNotFound(api.regions.one({ id: regionId }));
  const attempt = await readActAttempt(refused);
  const top = <PublicTop back="/desk" title={w.advisers} />;
  if (at.level < LEVEL.village) {
    const below = await api.regions.children({ id: at.id });
    return (
      <Page top={top}>
        <h1>{w.advisers}</h1>
        <p className="note">
          {at.name} · {w.pickVillage}
        </p>
        <div className="row">
          {below.map((one) => (
            <ButtonLink key={one.id} href={`${PATH}?region=${one.id}`} small>
              {one.name}
            </ButtonLink>
          ))}
        </div>
      </Page>
    );
  }
  const villageId = at.villageId || at.id;
  const { village, items, mayAppoint } = await orNotFound(api.advisers.ofVillage({ regionId: villageId }));
  const here = `${PATH}?region=${villageId}`;
  const now = clock();
  const fault = attempt.refusal?.fields ?? {};
  return (
    <Page top={top}>
      <Outcome attempt={attempt} done={invitationsDone(done)} title={w.refused} />
      <h1>{w.advisers}</h1>
      <p>{village}</p>
      <p className="note">{w.advisersHelp}</p>
      {items.length === 0 ? (
        <EmptyState icon="people" title={w.advisersEmpty} />
      ) : (
        <Card>
          <ul>
            {items.map((one) => (
              <li className="who" key={one.id}>
                <span className="av" aria-hidden="true">
                  {[...one.name][0]}
                </span>
                <div>
                  <b>{one.name}</b>
                  <div className="note">
                    {[ADVISER_KIND[one.kind], w.since(fullDay(one.since, now))].join(" · ")}
                  </div>
                  {one.unverified ? <p className="note">{w.unverified(one.unverified)}</p> : null}
                </div>
                {mayAppoint ? (
                  <>
                    <ButtonLink href={`#end-${one.id}`} data-opens={`end-${one.id}`} small>
                      {w.endAdviser}
                      <span className="sr"> {one.name}</span>
                    </ButtonLink>
                    <Dialog id={`end-${one.id}`} title={w.endAsk(one.name)}>
                      <ActForm
                        action="/api/advisers/end-adviser"
                        to={here}
                        hidden={{ adviserId: one.id, version: one.version }}
                      >
                        <Button wide>{w.endSure}</Button>
                      </ActForm>
                    </Dialog>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {mayAppoint ? (
        <section className="sec" aria-labelledby="appoint">
          <h2 id="appoint">{w.appoint}</h2>
          <ActForm action="/api/advisers/appoint" to={here} hidden={{ regionId: villageId }} className="form">
            <Select
              name="kind"
              label={w.kind}
              options={ADVISER_KINDS.map((kind) => ({ value: kind, label: ADVISER_KIND[kind] }))}
              defaultValue={attempt.value("kind")}
              error={reasonSentence(fault.kind)}
            />
            <Field
              name="name"
              label={w.name}
              autoComplete="off"
              defaultValue={attempt.value("name")}
              error={reasonSentence(fault.name)}
            />
            <Field
              name="phone"
              label={w.phone}
              hint={w.phoneHelp}
              type="tel"
              inputMode="numeric"
              autoComplete="off"
              defaultValue={attempt.value("phone")}
              error={reasonSentence(fault.phone)}
            />
            <Button tone="line" wide>
              {w.appointAct}
            </Button>
          </ActForm>
        </section>
      ) : null}
    </Page>
  );
}
