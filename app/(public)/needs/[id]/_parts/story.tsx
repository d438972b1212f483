// The whole of a need, top to bottom: state, story, what is lacking, risks, who helps, how to pass it on.
import { clockTime, fullDay, monthDay } from "@/app/_copy/dates";
import { lineWords, POSTER_ROLE } from "@/app/_copy/labels";
import { shareText, needWords as w } from "@/app/_copy/needs";
import { formatQuantity } from "@/app/_copy/numbers";
import { dockWords } from "@/app/_shared/needs/dock";
import { DueChip } from "@/app/_shared/needs/need-card";
import { type Givers, isFor, type NeedView, openSlots } from "@/app/_shared/needs/need-view";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { type Fits, LineCard } from "./line-card";

/** What a need lacks, one line each, for the group text. */
export function lacksOf(need: NeedView, now: Date): string[] {
  return need.lines.flatMap((line) =>
    line.slots
      .filter((slot) => slot.takes && slot.parts.remaining > 0)
      .map((slot) => {
        const when = slot.startsAt ? `${fullDay(slot.startsAt, now)} ${clockTime(slot.startsAt)} ` : "";
        return `${line.item} ${when}${lineWords(line.kind, line.direction).lack(formatQuantity(slot.parts.remaining, slot))}`;
      }),
  );
}

export function shareTextOf(need: NeedView, url: string, now: Date): string {
  const deadline = need.status === "open" ? fullDay(need.dueAt, now) : null;
  return shareText({ title: need.title, place: need.region.path, deadline, lacks: lacksOf(need, now), url });
}

/** 发起人：西潘墩村 · 村（社区）书记 · 11月18日发布 */
function postedBy(need: NeedView, now: Date): string[] {
  const { role, organisation, name } = need.postedAs;
  const by = organisation?.name ?? [name, POSTER_ROLE[role]].filter(Boolean).join(" ");
  const published = need.publishedAt ? w.publishedOn(monthDay(need.publishedAt, now)) : null;
  return [by ? w.postedBy(by) : null, published].filter((part) => part !== null);
}

export function Story({
  need,
  near,
  fits,
  givers,
  now,
}: {
  need: NeedView;
  near: string | null;
  fits: Fits;
  givers: Givers;
  now: Date;
}) {
  const slots = need.lines.flatMap((line) => line.slots);
  return (
    <>
      <div className="row note">
        <DueChip need={{ ...need, lines: slots }} now={now} />
        <span>{[need.region.path, near].filter(Boolean).join(" · ")}</span>
      </div>
      <div id="story" className="stack">
        <h1>{need.title}</h1>
        {need.story === need.title ? null : <p className="text-lead whitespace-pre-line">{need.story}</p>}
      </div>
      <Button type="button" small icon="sound" data-speak="story">
        {w.readAloud}
      </Button>
      <p className="note">
        {postedBy(need, now).map((part, i, all) => (
          <span className="inline-block" key={part}>
            {i < all.length - 1 ? `${part}\u00a0·\u00a0` : part}
          </span>
        ))}
      </p>
      {w.status[need.status] ? (
        <Notice icon="info" tone={need.status === "completed" ? "green" : "amber"}>
          <p>{w.status[need.status]}</p>
          <ButtonLink href="/needs" small>
            {w.elsewhere}
          </ButtonLink>
        </Notice>
      ) : null}
      <section className="sec" aria-labelledby="lines">
        <h2 id="lines">{w.lines}</h2>
        {need.lines.map((line) => (
          <LineCard key={line.id} line={line} need={need} fits={fits} givers={givers} now={now} />
        ))}
      </section>
      <Notice tone="amber" icon="warn">
        <b className="sr">{w.riskTitle}</b>
        <p>{need.risk}</p>
      </Notice>
    </>
  );
}

/** The next thing one can do: the open line's own act, or a choice of lines; a leader's first, in the team's name. Nothing that would be refused. */
export function NextAct({
  need,
  fits,
  givers,
  me,
  teams,
}: {
  need: NeedView;
  fits: Fits;
  givers: Givers;
  me?: string;
  teams: readonly { organisationId: string }[];
}) {
  const open = openSlots(need).filter((slot) => isFor(slot, givers));
  const mine = open.filter((slot) => isFor(slot, givers, me) && fits.get(slot.slotId)?.ok !== false);
  const team = teams.find((one) => open.some((slot) => isFor(slot, givers, one.organisationId)));
  const hrefOf = (slots: typeof open, as?: string) => {
    const asked = { ...(slots.length === 1 ? { slot: slots[0]?.slotId ?? "" } : {}), ...(as ? { as } : {}) };
    return `/needs/${need.id}/pledge?${new URLSearchParams(asked)}`;
  };
  if (mine.length === 0 && !team)
    return (
      <>
        <ShareLink />
        <ButtonLink href="/needs" tone="go">
          {w.elsewhere}
        </ButtonLink>
      </>
    );
  return (
    <>
      {team ? (
        <ButtonLink href={hrefOf(open, team.organisationId)}>{dockWords(open).asTeam}</ButtonLink>
      ) : (
        <ShareLink />
      )}
      {mine.length > 0 ? (
        <ButtonLink href={hrefOf(mine)} tone="go">
          {dockWords(mine).act}
        </ButtonLink>
      ) : null}
    </>
  );
}

const ShareLink = () => (
  <ButtonLink href="#share" icon="share">
    {w.share}
  </ButtonLink>
);
