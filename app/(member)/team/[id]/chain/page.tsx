// A team's 接龙 list for one slot, pasted by its leader.
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { chainWords as w } from "@/app/_copy/chain";
import { ChainSteps } from "@/app/_shared/chain/chain-page";
import { type ChainSearch, loadChain } from "@/app/_shared/chain/load";
import { idOr } from "@/app/_shared/desk/ids";
import { actsAs } from "@/app/_shared/people/acts-as";
import { PublicTop } from "@/app/_shared/site/top";
import { caller } from "@/app/_trpc/server";
import { Page } from "@/app/_ui/page";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<ChainSearch> };

export default async function TeamChainPage({ params, searchParams }: Props) {
  const [{ id }, search] = [await params, await searchParams];
  const slotId = idOr(search.slot);
  const to = `/team/${idOr(id)}/chain?slot=${slotId}`;
  const me = await (await caller()).people.me();
  if (me === null) redirect(`/sign-in?next=${encodeURIComponent(to)}`);
  if (!actsAs(me.hats).some((one) => one.organisationId === id)) notFound();
  const loaded = await loadChain(slotId, id, search);
  return (
    <Page top={<PublicTop back={`/team/${id}/shifts`} title={w.title} />}>
      <ChainSteps loaded={loaded} saved={search.saved} slotId={slotId} organisationId={id} to={to} />
    </Page>
  );
}
