// A need that takes pledges: its bars, and how many pledges wait for a word or are on the way.
import { deskWords as w } from "@/app/_copy/desk";
import { LineBar } from "@/app/_shared/needs/line-bar";
import { DueChip } from "@/app/_shared/needs/need-card";
import { needViewOf } from "@/app/_shared/needs/need-view";
import { orNull } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { Chip } from "@/app/_ui/card";
import type { DeskItem } from "./to-do";

export async function Running({ item, now }: { item: DeskItem; now: Date }) {
  const api = await caller();
  const [told, pledges] = await Promise.all([
    api.needs.visible({ needId: item.needId }),
    orNull(api.pledges.ofNeed({ needId: item.needId, show: "asking" })),
  ]);
  const need = needViewOf(told, now);
  const slots = need.lines.flatMap((line) => line.slots);
  const asks = pledges?.items.filter((p) => p.status === "requested").length ?? 0;
  const moving = pledges?.items.filter((p) => p.onWay > 0).length ?? 0;
  return (
    <a className="card" href={`/desk/needs/${item.needId}`}>
      <div className="row note">
        <DueChip need={{ status: need.status, dueAt: need.dueAt, lines: slots }} now={now} />
        {asks > 0 ? (
          <Chip tone="red" icon="bell">
            {w.requests(asks)}
          </Chip>
        ) : null}
        {moving > 0 ? (
          <Chip tone="blue" icon="truck">
            {w.onWay(moving)}
          </Chip>
        ) : null}
      </div>
      <h3>{need.title}</h3>
      {slots.map((slot) => (
        <LineBar key={slot.slotId} line={slot} now={now} />
      ))}
    </a>
  );
}
