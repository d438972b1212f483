// A draft: what it says, what it asks for, and on to the check.
import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { fullDay } from "@/app/_copy/dates";
import { deskWords } from "@/app/_copy/desk";
import { LINE_CHOICE, postWords as w } from "@/app/_copy/post";
import { LINE_CHOICES } from "@/app/_shared/desk/line-fields";
import { Refused } from "@/app/_shared/desk/refused";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import { caller } from "@/app/_trpc/server";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { Icon } from "@/app/_ui/icon";
import { Facts } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { LINES_MAX } from "@/server/needs/schema";
import { draftFor, mendPath } from "./_parts/draft";
import { What } from "./_parts/what";

export const metadata: Metadata = { title: w.hubTitle, robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ refused?: string }> };

export default async function DraftPage({ params, searchParams }: Props) {
  const [{ id }, { refused }] = [await params, await searchParams];
  const { need } = await draftFor(id, `/post/${id}`);
  const attempt = await readAttempt(`post-hub:${need.id}`, refused);
  const { saleLines } = await (await caller()).settings.of({ countyId: need.county_id });
  const ids = need.lines.map((line) => line.id);
  const choices = LINE_CHOICES.filter((choice) => choice !== "sale" || saleLines);
  return (
    <Page
      top={<PublicTop back="/desk" title={w.title} />}
      dock={
        <ButtonLink href={`/post/${need.id}/check`} tone="go" wide>
          {w.toCheck}
        </ButtonLink>
      }
    >
      <h1>{w.hubTitle}</h1>
      <Refused attempt={attempt} own={() => false} mendAt={(field) => mendPath(need.id, ids, field)} />
      {need.question ? (
        <Notice tone="amber" icon="question">
          <b>{deskWords.question}</b>
          <p>{need.question}</p>
        </Notice>
      ) : null}
      <section className="sec" aria-labelledby="basics">
        <div className="split">
          <h2 id="basics">{w.basics}</h2>
          <ButtonLink href={`/post/${need.id}/edit`} small icon="edit">
            {w.change}
          </ButtonLink>
        </div>
        <Card>
          <div className="stack">
            <h3>{need.title}</h3>
            <p className="whitespace-pre-line">{need.story}</p>
            <Facts
              items={[
                { term: w.short.place, value: need.region.path },
                { term: w.short.deadline, value: fullDay(need.dueAt, need.asOf) },
                { term: w.short.risk, value: need.risk },
                {
                  term: w.contactName,
                  value: [need.contactName, need.contactPhone].filter(Boolean).join(" "),
                },
              ]}
            />
          </div>
        </Card>
      </section>
      <section className="sec" aria-labelledby="lines">
        <h2 id="lines">{w.lines}</h2>
        {need.lines.map((line) => (
          <Card key={line.id}>
            <div className="stack">
              <What line={line} now={need.asOf} />
              <div className="row">
                <ButtonLink href={`/post/${need.id}/line?line=${line.id}`} small icon="edit">
                  {w.change}
                </ButtonLink>
                {need.lines.length > 1 ? (
                  <form method="post" action={`/api/post/${need.id}/remove`}>
                    <input type="hidden" name="key" value={randomUUID()} />
                    <input type="hidden" name="version" value={need.version} />
                    <input type="hidden" name="line" value={line.id} />
                    <Button small icon="cross">
                      {w.remove}
                      <span className="sr"> {line.item}</span>
                    </Button>
                  </form>
                ) : null}
              </div>
            </div>
          </Card>
        ))}
      </section>
      {need.lines.length < LINES_MAX ? (
        <details>
          <summary>
            <Icon name="plus" /> {w.add}
          </summary>
          <ul className="grid gap-2 mt-3">
            {choices.map((choice) => (
              <li key={choice}>
                <a className="pick" href={`/post/${need.id}/line?kind=${choice}`}>
                  <Icon name={LINE_CHOICE[choice].icon} />
                  <span>
                    <b>{LINE_CHOICE[choice].word}</b>
                    <small>{LINE_CHOICE[choice].help}</small>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Page>
  );
}
