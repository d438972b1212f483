// A need that takes pledges: its bars, and how many pledges wait for a word or are on the way.
import { deskWords as w } from "@/app/_copy/desk";
import { LineBar } from "@/app/_shared/needs/line-bar";
import { DueChip } from "@/app/_shared/needs/need-card";
import { Chip } from "@/app/_ui/card";
import type { RunningNeed } from "@/server/pledges/lists/running/schema";

export function Running({ need, now }: { need: RunningNeed; now: Date }) {
  const { requests, moving } = need;
  return (
    <a className="card" href={`/desk/needs/${need.needId}`}>
      <div className="row note">
        <DueChip need={need} now={now} />
        {requests > 0 ? (
          <Chip tone="red" icon="bell">
            {w.requests(requests)}
          </Chip>
        ) : null}
        {moving > 0 ? (
          <Chip tone="blue" icon="truck">
            {w.onWay(moving)}
          </Chip>
        ) : null}
      </div>
      <h3>{need.title}</h3>
      {need.lines.map((line) => (
        <LineBar key={line.slotId} line={line} now={now} />
      ))}
    </a>
  );
}
