// A need's list of helpers as 接龙 text, to be gone on with in a group: what this page's reader may see, nothing more.
import type { Metadata } from "next";
import { chainText, chainWords as w } from "@/app/_copy/chain";
import { fullDay } from "@/app/_copy/dates";
import { needWords } from "@/app/_copy/needs";
import { formatQuantity } from "@/app/_copy/numbers";
import { needViewOf } from "@/app/_shared/needs/need-view";
import { PublicTop } from "@/app/_shared/site/top";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { publicUrl } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { Page } from "@/app/_ui/page";
import { lacksOf } from "../_parts/story";

export const metadata: Metadata = { title: w.outTitle, robots: { index: false } };

/** A group's list is read on a phone; more rows than this are on the need's own page. */
const PAGES_MAX = 5;

export default async function ChainTextPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const api = await caller();
  const [told, url] = await Promise.all([
    orNotFound(api.needs.visible({ needId: id })),
    publicUrl(`/needs/${id}`),
  ]);
  const need = needViewOf(told, told.asOf);
  const rows: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const helpers = await orNotFound(api.pledges.helpers({ needId: id, cursor }));
    const many = need.lines.length > 1;
    for (const one of helpers.items)
      rows.push(
        [one.name, many ? one.item : null, formatQuantity(one.amount, one)].filter(Boolean).join(" "),
      );
    if (!helpers.next) break;
    cursor = helpers.next;
  }
  const text = chainText({
    title: need.title,
    lacks: lacksOf(need, told.asOf),
    deadline: need.status === "open" ? fullDay(need.dueAt, told.asOf) : null,
    url,
    rows,
  });
  return (
    <Page top={<PublicTop back={`/needs/${id}`} title={needWords.backToList} />}>
      <h1>{w.outTitle}</h1>
      <div className="field">
        <label htmlFor="chain-text">{w.outLabel}</label>
        <p className="hint" id="chain-hint">
          {w.outHint}
        </p>
        <textarea
          className="ctl"
          id="chain-text"
          readOnly
          rows={Math.min(24, rows.length + 8)}
          defaultValue={text}
          aria-describedby="chain-hint"
        />
      </div>
      <div className="row needs-script">
        <Button type="button" small icon="copy" data-copy="chain-text" data-done={needWords.copied}>
          {needWords.copy}
        </Button>
      </div>
    </Page>
  );
}
