// What happens next: published, or who looks at it and until when.
import type { Metadata } from "next";
import { dayAndTime } from "@/app/_copy/dates";
import { postWords as w } from "@/app/_copy/post";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { PublicTop } from "@/app/_shared/site/top";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { Steps } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import type { ManageView } from "@/server/needs/views/schema";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

function nextOf(need: ManageView, selling: boolean): string {
  if (need.status !== "submitted") return w.nextOpen;
  const by = need.answerDueAt ? dayAndTime(need.answerDueAt, need.asOf) : "";
  if (selling) return w.nextStock(by);
  return need.village_id === 0 ? w.nextTown(by) : w.nextVillage(by);
}

function stepsOf(need: ManageView, selling: boolean) {
  const open = need.status !== "submitted";
  const s = w.steps;
  return [
    { title: s.sent, state: "done" as const },
    ...(selling ? [{ title: s.stock, state: open ? ("done" as const) : ("now" as const) }] : []),
    ...(open ? [] : [{ title: s.verify, ...(selling ? {} : { state: "now" as const }) }]),
    { title: s.open, ...(open ? { state: "now" as const } : {}) },
    { title: s.help },
    { title: s.settle },
  ];
}

export default async function PostedPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await signedIn(`/post/${id}/done`);
  const need = await orNotFound((await caller()).needs.managed({ needId: id }));
  const isShared = need.status === "open" && need.lane === "open";
  const selling = need.lines.some((line) => line.sale && !line.certification?.enough);
  return (
    <Page
      top={<PublicTop back="/desk" />}
      dock={
        <>
          <ButtonLink href={isShared ? `/needs/${need.id}#share` : "/post"} icon="share">
            {isShared ? w.share : w.another}
          </ButtonLink>
          <ButtonLink href={`/desk/needs/${need.id}`} tone="go">
            {w.toDesk}
          </ButtonLink>
        </>
      }
    >
      <h1>{w.done[need.status] ?? w.done.submitted}</h1>
      <Notice tone="green" icon="check" role="status">
        <b>{need.title}</b>
        <p>{nextOf(need, selling)}</p>
      </Notice>
      <Card>
        <Steps items={stepsOf(need, selling)} />
      </Card>
    </Page>
  );
}
