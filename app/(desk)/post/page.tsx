// 我要求助, the first of two short pages: what it is about. The village is the poster's own where they answer for one.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { postWords as w } from "@/app/_copy/post";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { readPlace } from "@/app/_shared/site/place";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import { caller } from "@/app/_trpc/server";
import { now as readNow } from "@/app/_trpc/site";
import { Page } from "@/app/_ui/page";
import { BasicsForm } from "./_parts/basics-form";
import { ownPlace, regionOf } from "./_parts/region";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = { searchParams: Promise<{ region?: string; refused?: string }> };

export default async function PostPage({ searchParams }: Props) {
  const { region: asked, refused } = await searchParams;
  const me = await signedIn(asked ? `/post?region=${Number(asked) || ""}` : "/post");
  const api = await caller();
  const [attempt, typed, place] = await Promise.all([
    readAttempt("post-basics", refused),
    readAttempt("post:new", undefined),
    readPlace(),
  ]);
  const { own, above } = ownPlace(me.hats);
  const region = await regionOf(
    [Number(asked), Number(typed.value("regionId")), own, place?.id, me.home?.id],
    above,
  );
  if (region === null) redirect("/post/place");
  const { saleLines } = await api.settings.of({ countyId: region.countyId });
  const organisations = me.hats.flatMap((hat) =>
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
