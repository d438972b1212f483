// From the last delivery to the end: start settling, see who still has to answer, put the rests back, complete.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { dayAndTime } from "@/app/_copy/dates";
import { deskWords as w } from "@/app/_copy/desk";
import { pledgeLabel } from "@/app/_copy/labels";
import { formatQuantity } from "@/app/_copy/numbers";
import { ActForm } from "@/app/_shared/desk/act-form";
import { type Back, refusedForm, SaidBack } from "@/app/_shared/desk/said-back";
import { PublicTop } from "@/app/_shared/site/top";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { Card, Chip, Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { managed } from "../_parts/managed";

export const metadata: Metadata = { title: w.settleTitle, robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Back> };

export default async function SettlePage({ params, searchParams }: Props) {
  const [{ id }, search] = [await params, await searchParams];
  const { need, at, api, can } = await managed(id, "/settle");
  if (!can("settle") && !can("complete")) redirect(at);
  const standing = await orNotFound((await caller()).settlement.standing({ needId: need.id }));
  const { attempt } = await refusedForm(search);
  const lines = new Map(need.lines.map((line) => [line.id, line]));
  const to = `${at}/settle`;
  const lacks = [
    standing.open > 0 ? w.standingOpen(standing.open) : null,
    standing.disputes > 0 ? w.standingDisputes(standing.disputes) : null,
    standing.unanswered > 0 && can("complete") ? w.standingUnanswered(standing.unanswered) : null,
    standing.unanswered > 0 && standing.answersDueAt
      ? w.standingUntil(dayAndTime(standing.answersDueAt, need.asOf))
      : null,
  ].filter(Boolean);
  return (
    <Page top={<PublicTop back={at} title={w.backToNeed} />}>
      <h1>{w.settleTitle}</h1>
      <p className="note">{need.title}</p>
      <SaidBack back={search} attempt={attempt} lookAt={need.id} />
      <Notice tone={lacks.length === 0 ? "green" : "amber"} icon={lacks.length === 0 ? "check" : "info"}>
        {lacks.length === 0 ? w.standingAll : lacks.join("；")}
      </Notice>
      {standing.pledges.length > 0 ? (
        <Card>
          <ul>
            {standing.pledges.map((p) => {
              const line = lines.get(p.lineId);
              const label = pledgeLabel(p.status, line?.kind ?? "goods", line?.direction ?? null);
              const open = p.status === "confirmed" || p.status === "disputed";
              return (
                <li key={p.pledgeId} className="who">
                  <div>
                    <b>{p.helper}</b>
                    <div className="note">
                      {line
                        ? `${line.item} ${formatQuantity(p.amount, line)} · ${w.accepted} ${formatQuantity(p.accepted, line)}`
                        : null}
                    </div>
                    <div className="row">
                      <Chip tone={label.tone} icon={label.icon}>
                        {label.word}
                      </Chip>
                      {can("complete") ? (
                        <span className="note">{p.answer ? w.answers[p.answer] : w.noAnswer}</span>
                      ) : null}
                    </div>
                    {p.answerNote ? <p className="note">{p.answerNote}</p> : null}
                    {p.answer === "disputed" ? (
                      <ActForm
                        action={`/api/desk/pledges/${p.pledgeId}/resolve`}
                        to={to}
                        label={w.resolve}
                        small
                      />
                    ) : null}
                  </div>
                  {open ? (
                    <ButtonLink href={`${at}/pledges/${p.pledgeId}`} small>
                      {w.pledgeActs.receive}
                      <span className="sr"> {p.helper}</span>
                    </ButtonLink>
                  ) : null}
                </li>
              );
            })}
          </ul>
        </Card>
      ) : null}
      {can("complete") ? (
        <ActForm
          action={`${api}/complete`}
          to={to}
          onward={at}
          version={need.version}
          label={w.complete}
          tone="go"
          wide
        />
      ) : (
        <>
          <p className="note">
            {w.settleLead} {w.settleStartHelp}
          </p>
          <ActForm
            action={`${api}/settle`}
            to={to}
            version={need.version}
            label={w.settleStart}
            tone="go"
            wide
          />
        </>
      )}
    </Page>
  );
}
