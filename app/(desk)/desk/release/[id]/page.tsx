// At the event: choose the line once, then unit by unit: two letters, a figure, 记下. Below, what stands so far.
import type { Metadata } from "next";
import { dayAndTime } from "@/app/_copy/dates";
import { deskWords, releaseWords as w } from "@/app/_copy/desk";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { LineBar } from "@/app/_shared/needs/line-bar";
import { needViewOf, openSlots } from "@/app/_shared/needs/need-view";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import { orNone, orNotFound, orNull } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as readNow } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { ChooseNeed, ChooseSlot, ChooseUnit, pathOf } from "./_parts/choose";
import { RecordForm } from "./_parts/record-form";
import { Recorded } from "./_parts/recorded";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Search = {
  need?: string;
  slot?: string;
  q?: string;
  unit?: string;
  cursor?: string;
  done?: string;
  refused?: string;
};
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Search> };

/** The next step of writing one down: need, line, unit, figure. */
async function Step({
  releaseId,
  regionId,
  search,
}: {
  releaseId: string;
  regionId: number;
  search: Search;
}) {
  const [api, now] = [await caller(), readNow()];
  const at = `/desk/release/${releaseId}`;
  const need = search.need ? await orNull(api.needs.visible({ needId: search.need })) : null;
  if (need === null) return <ChooseNeed at={at} regionId={regionId} cursor={search.cursor} now={now} />;
  const slots = openSlots(needViewOf(need, now));
  const slot = slots.find((one) => one.slotId === search.slot) ?? (slots.length === 1 ? slots[0] : undefined);
  if (slot === undefined) return <ChooseSlot at={at} need={need} slots={slots} now={now} />;
  const on = { need: need.id, slot: slot.slotId };
  const q = String(search.q ?? "").trim();
  const { countyId } = await api.regions.one({ id: regionId });
  const units = q ? await orNone(api.organisations.search({ q, countyId, pending: true })) : null;
  const unit = units?.find((one) => one.id === search.unit);
  return (
    <>
      <Card>
        <p className="note">{need.title}</p>
        <LineBar line={slot} now={now} legend />
        <ButtonLink href={slots.length > 1 ? pathOf(at, { need: need.id }) : at} small>
          {slots.length > 1 ? w.otherLine : w.otherNeed}
        </ButtonLink>
      </Card>
      {unit ? (
        <RecordForm
          releaseId={releaseId}
          needId={need.id}
          slot={slot}
          unit={unit}
          q={q}
          attempt={await readAttempt(`release:${releaseId}`, search.refused)}
          otherHref={pathOf(at, on)}
        />
      ) : (
        <ChooseUnit at={at} on={on} q={q} units={units} />
      )}
    </>
  );
}

export default async function ReleasePage({ params, searchParams }: Props) {
  const [{ id }, search] = [await params, await searchParams];
  await signedIn(`/desk/release/${id}`);
  const board = await orNotFound((await caller()).releases.board({ releaseId: id }));
  return (
    <Page top={<PublicTop back="/desk/release" title={w.backToList} />}>
      <h1>{board.title}</h1>
      <p className="note">{dayAndTime(board.heldAt, readNow())}</p>
      {search.done === "record" ? (
        <Notice tone="green" icon="check" role="status">
          {deskWords.done.record}
        </Notice>
      ) : null}
      <Step releaseId={board.id} regionId={board.regionId} search={search} />
      <Recorded board={board} />
    </Page>
  );
}
