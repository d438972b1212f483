// The second of two short pages: the first thing asked for. Saving it makes the need.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { postWords as w } from "@/app/_copy/post";
import { choiceOf } from "@/app/_shared/desk/line-fields";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import { caller } from "@/app/_trpc/server";
import { now } from "@/app/_trpc/site";
import { Page } from "@/app/_ui/page";
import { LineForm } from "../_parts/line-form";

export const metadata: Metadata = { title: w.step2, robots: { index: false } };

type Props = { searchParams: Promise<{ kind?: string; refused?: string }> };

export default async function FirstLinePage({ searchParams }: Props) {
  const { kind, refused } = await searchParams;
  await signedIn("/post");
  const basics = await readAttempt("post:new", undefined);
  const choice = choiceOf(kind) ?? choiceOf(basics.value("what"));
  if (choice === undefined || basics.value("title") === undefined) redirect("/post");
  const attempt = await readAttempt("post-line:new", refused);
  return (
    <Page top={<PublicTop back="/post" title={w.title} />}>
      <h1>{w.step2}</h1>
      <p className="note">{basics.value("title")}</p>
      <h2>{w.lineTitle[choice]}</h2>
      <LineForm
        action="/api/post/line"
        choice={choice}
        at={0}
        value={attempt.refusal ? attempt.value : () => undefined}
        attempt={attempt}
        mendAt={() => "/post"}
        receivers={choice === "gift" ? await (await caller()).needs.receivers() : []}
        now={now()}
      />
    </Page>
  );
}
