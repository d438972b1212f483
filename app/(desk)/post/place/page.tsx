import type { Metadata } from "next";
import { postWords as w } from "@/app/_copy/post";
import { idOr } from "@/app/_shared/desk/ids";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { readPlace } from "@/app/_shared/site/place";
import { PublicTop } from "@/app/_shared/site/top";
import { Page } from "@/app/_ui/page";
import { PlaceSearch } from "../_parts/place";

export const metadata: Metadata = { title: w.choosePlace, robots: { index: false } };

type Props = { searchParams: Promise<{ q?: string; need?: string }> };

export default async function PlacePage({ searchParams }: Props) {
  const { q = "", need } = await searchParams;
  const me = await signedIn("/post/place");
  const place = await readPlace();
  const form = need ? `/post/${idOr(need)}/edit` : "/post";
  return (
    <Page top={<PublicTop back={form} title={w.title} />}>
      <h1>{w.choosePlace}</h1>
      <PlaceSearch
        q={String(q).trim()}
        action="/post/place"
        to={(id) => `${form}?region=${id}`}
        hidden={need ? { need: idOr(need) } : undefined}
        countyId={place?.countyId || undefined}
        above={me.hats.some((hat) => hat.role === "town_admin" || hat.role === "district_admin")}
      />
    </Page>
  );
}
