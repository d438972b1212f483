// What a code says: whether the certificate stands, and what must agree with the paper. Nothing private, and no search engine.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { hoursAndMinutes, periodWords, checking as w } from "@/app/_copy/certificates";
import { longDay } from "@/app/_copy/dates";
import { PublicTop } from "@/app/_shared/site/top";
import { orRefused } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { BigNumber, Notice } from "@/app/_ui/card";
import { Facts } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { normalCode } from "@/server/certificates/rules";
import { dayOf } from "@/server/time";
import { CodeForm } from "../_parts/code-form";

export const metadata: Metadata = { title: w.title, robots: { index: false }, referrer: "no-referrer" };

const LOOK = {
  valid: { tone: "green", icon: "check" },
  superseded: { tone: "amber", icon: "refresh" },
  revoked: { tone: "red", icon: "stop" },
} as const;

export default async function CertificatePage({ params }: { params: Promise<{ code: string }> }) {
  const typed = decodeURIComponent((await params).code);
  const code = normalCode(typed);
  if (!code) redirect(`/certificates?code=${encodeURIComponent(typed.slice(0, 40))}`);
  const { value: found, refused } = await orRefused((await caller()).certificates.check({ code }));
  if (found === null)
    return (
      <Page top={<PublicTop back="/certificates" />}>
        <h1>{refused === "TOO_MANY" ? w.tooMany : w.unknown}</h1>
        <Notice tone="red" icon="warn" role="alert">
          {refused === "TOO_MANY" ? w.tooManyText : w.unknownText}
        </Notice>
        {refused === "TOO_MANY" ? null : <CodeForm typed={code} />}
      </Page>
    );
  const said = w.result[found.status];
  return (
    <Page top={<PublicTop back="/certificates" />}>
      <h1>{said.title}</h1>
      <Notice {...LOOK[found.status]} role="status">
        {said.text}
      </Notice>
      <BigNumber value={hoursAndMinutes(found.minutes)}>{w.times(found.count)}</BigNumber>
      <Facts
        items={[
          { term: w.number, value: <span className="num">{found.number}</span> },
          { term: w.name, value: found.maskedName },
          { term: w.period, value: periodWords(found.from, found.until) },
          { term: w.unit, value: found.unit },
          { term: w.issued, value: longDay(dayOf(found.issuedAt)) },
          ...(found.endedAt && found.status !== "valid"
            ? [{ term: w.ended, value: longDay(dayOf(found.endedAt)) }]
            : []),
        ]}
      />
      <div className="row">
        <ButtonLink href="/certificates" small icon="search">
          {w.another}
        </ButtonLink>
        {found.manage ? (
          <ButtonLink
            href={`/team/${found.manage.unitId}/certificates/${found.manage.certificateId}`}
            small
            icon="edit"
          >
            {w.manage}
          </ButtonLink>
        ) : null}
      </div>
    </Page>
  );
}
