import { fullDay } from "@/app/_copy/dates";
import { NEED_STATUS, statusLabel } from "@/app/_copy/labels";
import { meWords as w } from "@/app/_copy/me";
import { ButtonLink } from "@/app/_ui/button";
import { Chip } from "@/app/_ui/card";
import type { MinePage } from "@/server/needs/views/schema";

/** My own requests: the newest few, each a link to where it is run. */
export function MyNeeds({ needs, more, now }: { needs: MinePage["needs"]; more: boolean; now: Date }) {
  return (
    <section className="sec" aria-labelledby="needs">
      <h2 id="needs">{w.needsTitle}</h2>
      {needs.map((need) => {
        const label = statusLabel(NEED_STATUS, need.status);
        return (
          <a className="card" key={need.needId} href={`/desk/needs/${need.needId}`}>
            <div className="row note">
              <Chip tone={label.tone} icon={label.icon}>
                {label.word}
              </Chip>
              <span>{[need.place, w.due(fullDay(need.dueAt, now))].filter(Boolean).join(" · ")}</span>
            </div>
            <h3>{need.title}</h3>
            {need.question ? <p className="lack">{need.question}</p> : null}
          </a>
        );
      })}
      <div className="row">
        <ButtonLink href="/post" small icon="plus">
          {w.ask}
        </ButtonLink>
        {more ? (
          <ButtonLink href="/desk" small>
            {w.moreNeeds}
          </ButtonLink>
        ) : null}
      </div>
    </section>
  );
}
