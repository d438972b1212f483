// The need as others will read it, what in its wording exposes somebody, and the one red button.
import type { Metadata } from "next";
import { fullDay } from "@/app/_copy/dates";
import { postWords as w } from "@/app/_copy/post";
import { Acknowledge, Findings } from "@/app/_shared/desk/findings";
import { Refused } from "@/app/_shared/desk/refused";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { draftFor, mendPath } from "../_parts/draft";
import { What } from "../_parts/what";

export const metadata: Metadata = { title: w.checkTitle, robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ refused?: string }> };

export default async function CheckPage({ params, searchParams }: Props) {
  const [{ id }, { refused }] = [await params, await searchParams];
  const { need } = await draftFor(id, `/post/${id}/check`);
  const attempt = await readAttempt(`post-check:${need.id}`, refused);
  const ids = need.lines.map((line) => line.id);
  const selling = need.lines.some((line) => line.sale && !line.certification?.enough);
  const publishes = need.acts.includes("publish") && !selling;
  return (
    <Page top={<PublicTop back={`/post/${need.id}`} title={w.title} />}>
      <h1>{w.checkTitle}</h1>
      <p className="note">{w.checkLead}</p>
      <Card>
        <div className="stack">
          <p className="note">
            {need.region.path} · {w.deadline} {fullDay(need.dueAt, need.asOf)}
          </p>
          <h2>{need.title}</h2>
          <p className="text-lead whitespace-pre-line">{need.story}</p>
          {need.lines.map((line) => (
            <What key={line.id} line={line} now={need.asOf} />
          ))}
          <Notice tone="amber" icon="warn">
            {need.risk}
          </Notice>
        </div>
      </Card>
      <Findings findings={need.findings} action={`/api/post/${need.id}/wording`} version={need.version} />
      <form method="post" action={`/api/post/${need.id}/submit`} className="form" id="form">
        <Refused
          attempt={attempt}
          title={w.refused}
          own={() => false}
          mendAt={(field) => mendPath(need.id, ids, field)}
        />
        <input type="hidden" name="version" value={need.version} />
        <Acknowledge findings={need.findings} />
        {selling ? <Notice tone="blue">{w.saleNext}</Notice> : null}
        <Button tone="go" wide>
          {publishes ? w.publish : w.submit}
        </Button>
        <ButtonLink href={`/post/${need.id}`} wide>
          {w.backToHub}
        </ButtonLink>
      </form>
    </Page>
  );
}
