// 我要求助, the first of two short pages: what it is about. The village is the poster's own where they answer for one.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { postWords as w } from "@/app/_copy/post";
import { POSTING_ROLES, signedIn } from "@/app/_shared/desk/signed-in";
import { readPlace } from "@/app/_shared/site/place";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import { caller } from "@/app/_trpc/server";
import { now as readNow } from "@/app/_trpc/site";
import { Page } from "@/app/_ui/page";
import { LEVEL } from "@/server/regions/schema";
import { BasicsForm } from "./_parts/basics-form";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = { searchParams: Promise<{ region?: string; refused?: string }> };

/** Asked for, else typed before, else the village of the hat worn, else the remembered place, else home. */
async function regionOf(candidates: (number | null | undefined)[], above: boolean) {
  const { regions } = await caller();
  for (const id of candidates) {
    if (!id || !Number.isSafeInteger(id)) continue;
    const region = await regions.one({ id }).catch(() => null);
    if (region && region.level >= (above ? LEVEL.town : LEVEL.village)) return region;
  }
  return null;
}

export default async function PostPage({ searchParams }: Props) {
  const { region: asked, refused } = await searchParams;
  const me = await signedIn(asked ? `/post?region=${Number(asked) || ""}` : "/post");
  const api = await caller();
  const [attempt, typed, place] = await Promise.all([
    readAttempt("post-basics", refused),
    readAttempt("post:new", undefined),
    readPlace(),
  ]);
  const hats = [...me.hats].sort((a, b) => Number(b.worn) - Number(a.worn));
  const own = hats.find((hat) => POSTING_ROLES.includes(hat.role))?.regionId;
  const above = hats.some((hat) => hat.role === "town_admin" || hat.role === "district_admin");
  const region = await regionOf(
    [Number(asked), Number(typed.value("regionId")), own, place?.id, me.home?.id],
    above,
  );
  if (region === null) redirect("/post/place");
  const { saleLines } = await api.settings.of({ countyId: region.countyId });
  const organisations = hats.flatMap((hat) =>
    hat.organisationId !== null && ["leader", "manager"].includes(hat.role)
      ? [{ id: hat.organisationId, name: hat.scope }]
      : [],
  );
  return (
    <Page top={<PublicTop back={own ? "/desk" : "/"} title={w.title} />}>
      <h1>{w.step1}</h1>
      <p className="note">{w.lead}</p>
      <BasicsForm
        action="/api/post"
        region={region}
        placeHref="/post/place"
        values={attempt.refusal ? attempt : typed}
        attempt={attempt}
        organisations={organisations}
        contact={{ name: me.name, phoneHint: w.contactPhoneHint(me.maskedPhone) }}
        onBehalf={false}
        saleOff={!saleLines}
        now={readNow()}
      />
    </Page>
  );
}
