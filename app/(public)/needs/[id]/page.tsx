// One need: its story, what is lacking line by line, who helps, and the next thing the reader can do.
import type { Metadata } from "next";
import { cache } from "react";
import { chainWords } from "@/app/_copy/chain";
import { nearness } from "@/app/_copy/labels";
import { needWords as w } from "@/app/_copy/needs";
import { loadGivers } from "@/app/_shared/needs/givers";
import { needViewOf } from "@/app/_shared/needs/need-view";
import { actsAs } from "@/app/_shared/people/acts-as";
import { readPlace } from "@/app/_shared/site/place";
import { PublicTop } from "@/app/_shared/site/top";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { publicUrl } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { Page } from "@/app/_ui/page";
import { Helpers } from "./_parts/helped-by";
import { Share } from "./_parts/share";
import { NextAct, Story, shareTextOf } from "./_parts/story";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ helpers?: string }> };

const load = cache(async (needId: string) => orNotFound((await caller()).needs.visible({ needId })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const need = await load((await params).id);
  return { title: need.title, description: need.story.slice(0, 80) };
}

export default async function NeedPage({ params, searchParams }: Props) {
  const [{ id }, { helpers: cursor }] = [await params, await searchParams];
  const api = await caller();
  const [told, here, helpers, url, me, fits] = await Promise.all([
    load(id),
    readPlace(),
    orNotFound(api.pledges.helpers({ needId: id, cursor })),
    publicUrl(`/needs/${id}`),
    api.people.me(),
    orNotFound(api.eligibility.ofNeed({ needId: id })),
  ]);
  const now = told.asOf;
  const need = needViewOf(told, now);
  const givers = await loadGivers(need, me !== null);
  const near = nearness(here, { villageId: told.village_id, townId: told.town_id, countyId: told.county_id });
  const fitOf = new Map(fits.map((f) => [f.slotId, f]));
  const nextHref = helpers.next ? `/needs/${id}?helpers=${helpers.next}#helpers` : null;
  return (
    <Page
      top={<PublicTop back="/needs" title={w.backToList} />}
      aside={
        <>
          <Helpers helpers={helpers.items} nextHref={nextHref} now={now} />
          <Share text={shareTextOf(need, url, now)} />
          <ButtonLink href={`/needs/${id}/chain`} wide icon="list">
            {chainWords.outTitle}
          </ButtonLink>
        </>
      }
      dock={
        <NextAct need={need} fits={fitOf} givers={givers} me={me?.personId} teams={actsAs(me?.hats ?? [])} />
      }
    >
      <Story need={need} near={near} fits={fitOf} givers={givers} now={now} />
    </Page>
  );
}
