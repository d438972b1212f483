// What units said in the group, written down for a need by those who record spoken claims.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { chainWords as w } from "@/app/_copy/chain";
import { ChainSteps } from "@/app/_shared/chain/chain-page";
import { type ChainSearch, loadChain } from "@/app/_shared/chain/load";
import { LineBar } from "@/app/_shared/needs/line-bar";
import { needViewOf } from "@/app/_shared/needs/need-view";
import { PublicTop } from "@/app/_shared/site/top";
import { Card, EmptyState } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { managed } from "../_parts/managed";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<ChainSearch> };

export default async function NeedChainPage({ params, searchParams }: Props) {
  const [{ id }, search] = [await params, await searchParams];
  const { need, at } = await managed(id, "/chain");
  const slots = needViewOf(need, need.asOf).lines.flatMap((line) => line.slots);
  const slot = slots.length === 1 ? slots[0] : slots.find((one) => one.slotId === search.slot);
  if (slots.length === 0 || (search.slot !== undefined && slot === undefined)) notFound();
  const to = `${at}/chain?slot=${slot?.slotId}`;
  return (
    <Page top={<PublicTop back={at} title={need.title} />}>
      {need.status !== "open" ? (
        <>
          <h1>{w.title}</h1>
          <EmptyState icon="list" title={w.notOpen}>
            <p>{w.notOpenHelp}</p>
          </EmptyState>
        </>
      ) : slot ? (
        <>
          <Card>
            <LineBar line={slot} now={need.asOf} legend />
          </Card>
          <ChainSteps
            loaded={await loadChain(slot.slotId, undefined, search)}
            saved={search.saved}
            slotId={slot.slotId}
            to={to}
          />
        </>
      ) : (
        <>
          <h1>{w.title}</h1>
          <p className="note">{w.whichLine}</p>
          {slots.map((one) => (
            <Card key={one.slotId} href={`${at}/chain?slot=${one.slotId}`}>
              <LineBar line={one} now={need.asOf} legend />
            </Card>
          ))}
        </>
      )}
    </Page>
  );
}
