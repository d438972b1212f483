// Browse open needs: place, kind, time, text; every filter is in the address, the next page is a keyset link.

import type { Metadata } from "next";
import { asOf } from "@/app/_copy/dates";
import { needWords as w } from "@/app/_copy/needs";
import { readPlace } from "@/app/_shared/site/place";
import { PublicTop } from "@/app/_shared/site/top";
import { caller } from "@/app/_trpc/server";
import { now as readNow } from "@/app/_trpc/site";
import { Page } from "@/app/_ui/page";
import { listOpenInput } from "@/server/needs/listing/schema";
import { DAY_MS } from "@/server/time";
import { readFilter } from "../_parts/filter";
import { Finder } from "../_parts/finder";
import { NeedList } from "../_parts/need-list";

export const metadata: Metadata = { title: w.allNeeds };

export default async function NeedsPage({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  const filter = readFilter(await searchParams);
  const now = readNow();
  const place = filter.everywhere ? null : await readPlace();
  const days = Number(filter.days);
  const query = {
    regionId: place?.id,
    kind: filter.kind,
    text: filter.q,
    cursor: filter.cursor,
    dueBefore: days > 0 && days <= 366 ? new Date(now.getTime() + days * DAY_MS) : undefined,
  };
  // An address somebody cut short shows the unfiltered list, not an error.
  const good = listOpenInput.safeParse(query).success;
  const page = await (await caller()).listing.open(
    (good ? query : { regionId: place?.id }) as Parameters<
      Awaited<ReturnType<typeof caller>>["listing"]["open"]
    >[0],
  );
  return (
    <Page top={<PublicTop />} wide>
      <h1>{filter.q ? w.searched(filter.q) : w.allNeeds}</h1>
      <Finder filter={filter} full />
      <h2 className="sr">{w.results}</h2>
      <NeedList cards={page.cards} here={place} now={now} next={page.next} filter={filter} />
      <p className="note">{asOf(now, now)}</p>
    </Page>
  );
}
