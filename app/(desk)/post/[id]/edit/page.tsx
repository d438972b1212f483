import type { Metadata } from "next";
import { postWords as w } from "@/app/_copy/post";
import { basicsValues } from "@/app/_shared/desk/need-fields";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import { orNull } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { Page } from "@/app/_ui/page";
import { BasicsForm } from "../../_parts/basics-form";
import { draftFor } from "../_parts/draft";

export const metadata: Metadata = { title: w.edit, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ region?: string; refused?: string }>;
};

export default async function EditPage({ params, searchParams }: Props) {
  const [{ id }, { region: asked, refused }] = [await params, await searchParams];
  const { me, need } = await draftFor(id, `/post/${id}/edit`);
  const attempt = await readAttempt(`post-basics:${need.id}`, refused);
  const { regions } = await caller();
  const other = Number(asked) > 0 ? await orNull(regions.one({ id: Number(asked) })) : null;
  const is = basicsValues(need);
  const values = attempt.refusal
    ? attempt
    : { value: (name: string) => is[name]?.[0], all: (name: string) => is[name] ?? [] };
  return (
    <Page top={<PublicTop back={`/post/${need.id}`} title={w.title} />}>
      <h1>{w.edit}</h1>
      <BasicsForm
        action={`/api/post/${need.id}/basics`}
        region={other ?? need.region}
        placeHref={`/post/place?need=${need.id}`}
        values={values}
        attempt={attempt}
        organisations={me.hats.flatMap((hat) =>
          hat.organisationId !== null && ["leader", "manager"].includes(hat.role)
            ? [{ id: hat.organisationId, name: hat.scope }]
            : [],
        )}
        contact={{ name: need.contactName, phoneHint: w.contactKept(need.contactPhone) }}
        onBehalf={need.onBehalf}
        version={need.version}
        now={need.asOf}
      />
    </Page>
  );
}
