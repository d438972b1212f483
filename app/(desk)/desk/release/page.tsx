// 现场发布: open an event in one's own area, or go on with one.
import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { dayAndTime } from "@/app/_copy/dates";
import { deskWords, releaseWords as w } from "@/app/_copy/desk";
import { reasonSentence } from "@/app/_copy/reasons";
import { Refused } from "@/app/_shared/desk/refused";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import { caller } from "@/app/_trpc/server";
import { now as readNow } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Field, Select } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { TITLE_MAX } from "@/server/pledges/releases/schema";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

const RUN_BY = ["secretary", "clerk", "town_admin", "district_admin"];

export default async function ReleasesPage({
  searchParams,
}: {
  searchParams: Promise<{ refused?: string }>;
}) {
  const { refused } = await searchParams;
  const me = await signedIn("/desk/release");
  const hats = me.hats
    .filter((hat) => RUN_BY.includes(hat.role) && hat.regionId > 0)
    .sort((a, b) => Number(b.worn) - Number(a.worn));
  if (hats.length === 0) redirect("/desk");
  const [api, now] = [await caller(), readNow()];
  const regions = [...new Map(hats.map((hat) => [hat.regionId, hat.scope])).entries()];
  const lists = await Promise.all(regions.map(([regionId]) => api.releases.list({ regionId })));
  const past = lists.flat().sort((a, b) => b.heldAt.getTime() - a.heldAt.getTime());
  const attempt = await readAttempt("release:new", refused);
  const errors = attempt.refusal?.fields ?? {};
  return (
    <Page top={<PublicTop back="/desk" title={deskWords.backToDesk} />}>
      <h1>{w.title}</h1>
      <p className="note">{w.lead}</p>
      <Card>
        <form method="post" action="/api/desk/release" className="form" id="form">
          <Refused attempt={attempt} title={deskWords.refused} />
          <input type="hidden" name="key" value={randomUUID()} />
          {regions.length === 1 ? (
            <input type="hidden" name="regionId" value={regions[0]?.[0]} />
          ) : (
            <Select
              name="regionId"
              label={w.where}
              defaultValue={attempt.value("regionId")}
              options={regions.map(([id, name]) => ({ value: String(id), label: name }))}
            />
          )}
          <Field
            name="title"
            label={w.name}
            hint={w.nameHint}
            maxLength={TITLE_MAX}
            autoComplete="off"
            defaultValue={attempt.value("title")}
            error={reasonSentence(errors.title)}
          />
          <Button tone="go" wide>
            {w.open}
          </Button>
        </form>
      </Card>
      <section className="sec" aria-labelledby="past">
        <h2 id="past">{w.past}</h2>
        {past.length === 0 ? <p className="note">{w.none}</p> : null}
        {past.map((release) => (
          <Card key={release.id} href={`/desk/release/${release.id}`}>
            <h3>{release.title}</h3>
            <p className="note">{dayAndTime(release.heldAt, now)}</p>
          </Card>
        ))}
      </section>
    </Page>
  );
}
