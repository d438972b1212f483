// An organisation's own desk: what waits for it, what it promised, and the doors to its rooms.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { invitationWords } from "@/app/_copy/invitations";
import { ORGANISATION_KIND, statusLabel } from "@/app/_copy/labels";
import { matchingWords } from "@/app/_copy/matching";
import { doneSentence, meWords } from "@/app/_copy/me";
import { MEMBER_ROLE, memberWords as m, membersDone } from "@/app/_copy/members";
import { ORGANISATION_STATUS, teamDone, teamWords as w } from "@/app/_copy/team";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { Suggested } from "@/app/_shared/matching/suggested";
import { Can } from "@/app/_shared/organisations/can";
import { Monthly } from "@/app/_shared/pledges/monthly";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Chip, Notice } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Menu, Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";

import { Claims } from "./_parts/claims";
import { DOORS } from "./_parts/doors";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

/** The lists have the rest. */
const SUITS = 3;

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ show?: string; cursor?: string; done?: string; refused?: string }>;
};

export default async function TeamHome({ params, searchParams }: Props) {
  const [{ id }, { show, cursor, done, refused }] = [await params, await searchParams];
  const path = `/team/${id}`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${path}`);
  const api = await caller();
  const [one, mine, monthly, attempt] = await Promise.all([
    orNotFound(api.organisations.one({ organisationId: id })),
    api.organisations.mine(),
    api.recurring.mine(),
    readActAttempt(refused),
  ]);
  const now = clock();
  const label = statusLabel(ORGANISATION_STATUS, one.status);
  const runs = one.myRole === "leader" || one.myRole === "manager";
  const counts = runs ? await api.members.counts({ organisationId: id }) : null;
  const invited = runs ? (await api.invitations.mine({ organisationId: id, show: "open" })).length : 0;
  const suits =
    runs && one.status === "verified" ? await api.ranking.forMe({ organisationId: id, limit: SUITS }) : null;
  const doors = DOORS.filter((door) => runs || (door.for === "all" && one.myRole !== null));
  return (
    <Page
      top={<PublicTop back="/me" title={w.title} />}
      aside={
        <>
          {doors.length > 0 ? (
            <section className="sec" aria-labelledby="doors">
              <h2 id="doors">{m.doors}</h2>
              <Menu
                items={doors.map((door) => ({
                  href: path + door.path,
                  icon: door.icon,
                  label: door.path === "/members" && counts ? m.count(counts.members) : door.label,
                }))}
              />
            </section>
          ) : null}
          <Can one={one} />
          <div className="stack-s">
            <ButtonLink href="/team/join" small icon="search" wide>
              {m.joinTitle}
            </ButtonLink>
            <ButtonLink href="/team/new" small icon="plus" wide>
              {w.another}
            </ButtonLink>
            {one.myRole === null ? null : (
              <>
                <ButtonLink href="#leave" data-opens="leave" small wide>
                  {m.leave}
                </ButtonLink>
                <Dialog id="leave" title={m.leaveAsk(one.name)}>
                  <p>{m.leaveText}</p>
                  <ActForm action={`/api/team/${id}/leave`} to="/team" from={path}>
                    <Button wide tone="line">
                      {m.leaveSure}
                    </Button>
                  </ActForm>
                </Dialog>
              </>
            )}
          </div>
        </>
      }
    >
      <Outcome
        attempt={attempt}
        done={teamDone(done) ?? membersDone(done) ?? doneSentence(done)}
        title={meWords.refused}
      />
      {mine.length > 1 ? (
        <Tabs
          label={w.choose}
          items={mine.map((o) => ({ href: `/team/${o.id}`, label: o.name, current: o.id === id }))}
        />
      ) : null}
      <h1>{one.name}</h1>
      <div className="row note">
        <Chip tone={label.tone} icon={label.icon}>
          {label.word}
        </Chip>
        <span>
          {[ORGANISATION_KIND[one.kind].word, one.path, one.myRole ? w.role(MEMBER_ROLE[one.myRole]) : null]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      {one.status === "verified" ? null : (
        <Notice tone="amber" icon={label.icon}>
          {w.next[one.status]}
          {one.question ? (
            <p>
              <b>{m.answerTitle}：</b>
              {one.question}
            </p>
          ) : null}
          {one.reason ? <p>{m.refusedBecause(one.reason)}</p> : null}
          {one.mayChange && one.status !== "refused" && one.status !== "off" ? (
            <ButtonLink
              href={`${path}/about`}
              small
              tone={one.status === "returned" ? "go" : "line"}
              icon="edit"
            >
              {one.status === "returned" ? m.answerAct : m.edit}
            </ButtonLink>
          ) : null}
        </Notice>
      )}
      {invited > 0 ? (
        <Notice tone="amber" icon="hand">
          <a className="taplink" href={`${path}/invitations`}>
            {invitationWords.waits(invited)}
          </a>
        </Notice>
      ) : null}
      {counts && counts.waiting > 0 ? (
        <Notice tone="amber" icon="people">
          <a className="taplink" href={`${path}/members`}>
            {m.waiting(counts.waiting)}
          </a>
        </Notice>
      ) : null}
      {one.status === "verified" && one.myRole !== null ? (
        <>
          {runs ? null : <Notice>{w.memberOnly}</Notice>}
          <Claims
            organisationId={id}
            show={show === "ended" ? "ended" : "live"}
            cursor={cursor}
            now={now}
            readOnly={!runs}
          />
          {suits ? <Suggested title={matchingWords.forTeam} id="suits" found={suits} now={now} /> : null}
          <Monthly
            items={monthly.filter((item) => item.organisationId === id && item.status === "running")}
            to={path}
            now={now}
          />
        </>
      ) : null}
    </Page>
  );
}
