// My messages, newest first: each a sentence and the way to what it is about.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ago } from "@/app/_copy/dates";
import { doneSentence, meWords } from "@/app/_copy/me";
import { noticeLink, noticeSentence, noticeWords as w } from "@/app/_copy/notices";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Chip, EmptyState } from "@/app/_ui/card";
import { Pager } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import type { NoticeItem } from "@/server/notices/schema";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

const INBOX = "/me/inbox";

function Item({ notice: n, now, page }: { notice: NoticeItem; now: Date; page: string }) {
  const link = noticeLink(n);
  const isNew = n.readAt === null;
  return (
    <li className="card">
      <div className="row note">
        {isNew ? (
          <Chip tone="red" icon="bell">
            {w.isNew}
          </Chip>
        ) : null}
        <span>{ago(n.at, now)}</span>
      </div>
      <p className="mt-2">{noticeSentence(n)}</p>
      <div className="row mt-2">
        {link && isNew ? (
          <ActForm action="/api/me/read" to={link} from={page} hidden={{ noticeId: n.id, open: "1" }}>
            <Button small>{w.open}</Button>
          </ActForm>
        ) : null}
        {link && !isNew ? (
          <ButtonLink small href={link}>
            {w.open}
          </ButtonLink>
        ) : null}
        {isNew ? (
          <ActForm action="/api/me/read" to={page} hidden={{ noticeId: n.id }}>
            <Button small>{meWords.markRead}</Button>
          </ActForm>
        ) : null}
      </div>
    </li>
  );
}

type Props = { searchParams: Promise<{ cursor?: string; done?: string; refused?: string }> };

export default async function InboxPage({ searchParams }: Props) {
  const { cursor, done, refused } = await searchParams;
  if ((await viewer()) === null) redirect(`/sign-in?next=${INBOX}`);
  const { notices } = await caller();
  const [inbox, { unread }, attempt] = await Promise.all([
    orNotFound(notices.inbox({ cursor })),
    notices.unread(),
    readActAttempt(refused),
  ]);
  const now = clock();
  const page = cursor ? `${INBOX}?cursor=${cursor}` : INBOX;
  return (
    <Page top={<PublicTop back="/me" title={w.title} />}>
      <Outcome attempt={attempt} done={doneSentence(done)} title={meWords.refused} />
      <div className="split">
        <h1>{w.title}</h1>
        {unread > 0 ? <b className="lack">{w.unread(unread)}</b> : null}
      </div>
      {unread > 0 ? (
        <ActForm action="/api/me/read-all" to={INBOX}>
          <Button small icon="check">
            {w.markAll}
          </Button>
        </ActForm>
      ) : null}
      {inbox.items.length === 0 ? <EmptyState icon="bell" title={w.empty} /> : null}
      <ul>
        {inbox.items.map((n) => (
          <Item key={n.id} notice={n} now={now} page={page} />
        ))}
      </ul>
      <Pager
        firstHref={cursor ? INBOX : null}
        nextHref={inbox.next ? `${INBOX}?cursor=${inbox.next}` : null}
      />
    </Page>
  );
}
