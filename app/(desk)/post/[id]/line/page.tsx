// One thing more, or one of them changed.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { postWords as w } from "@/app/_copy/post";
import { choiceOf, choiceOfLine, lineValues } from "@/app/_shared/desk/line-fields";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import { caller } from "@/app/_trpc/server";
import { Page } from "@/app/_ui/page";
import { LineForm } from "../../_parts/line-form";
import { draftFor, mendPath } from "../_parts/draft";

export const metadata: Metadata = { title: w.what, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ kind?: string; line?: string; refused?: string }>;
};

export default async function LinePage({ params, searchParams }: Props) {
  const [{ id }, { kind, line: lineId, refused }] = [await params, await searchParams];
  const { need } = await draftFor(id, `/post/${id}`);
  const at = need.lines.findIndex((line) => line.id === lineId);
  const line = need.lines[at];
  if (lineId !== undefined && line === undefined) notFound();
  const choice = line ? choiceOfLine(line) : choiceOf(kind);
  if (choice === undefined) notFound();
  const attempt = await readAttempt(`post-line:${need.id}`, refused);
  const is = line ? lineValues(line) : {};
  const ids = need.lines.map((one) => one.id);
  return (
    <Page top={<PublicTop back={`/post/${need.id}`} title={w.title} />}>
      <h1>{w.lineTitle[choice]}</h1>
      <p className="note">{need.title}</p>
      <LineForm
        action={`/api/post/${need.id}/line`}
        choice={choice}
        lineId={line?.id}
        at={line ? at : need.lines.length}
        value={attempt.refusal ? attempt.value : (name) => is[name]}
        attempt={attempt}
        version={need.version}
        mendAt={(field) => mendPath(need.id, ids, field)}
        receivers={choice === "gift" ? await (await caller()).needs.receivers() : []}
        now={need.asOf}
      />
    </Page>
  );
}
