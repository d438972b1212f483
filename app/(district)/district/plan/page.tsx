// Planning a district's or town's days: what a plan is, a button to make one, and those made before.
import type { Metadata } from "next";
import { dayAndTime, monthDay } from "@/app/_copy/dates";
import { planDone, planWords as w } from "@/app/_copy/plan";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, EmptyState } from "@/app/_ui/card";
import { Choice } from "@/app/_ui/field";
import { Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { chosen, desksOf } from "../_parts/desk";
import { NoDesk } from "../_parts/no-desk";
import { PlanChip } from "./_parts/plan-chip";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = { searchParams: Promise<{ region?: string; done?: string; refused?: string }> };

export default async function PlansPage({ searchParams }: Props) {
  const { region, done, refused } = await searchParams;
  const desks = await desksOf("/district/plan");
  const desk = chosen(desks, region);
  if (!desk) return <NoDesk />;
  const [plans, attempt] = await Promise.all([
    orNotFound(caller().then((api) => api.plan.list({ regionId: desk.regionId }))),
    readActAttempt(refused),
  ]);
  const now = clock();
  const path = `/district/plan?region=${desk.regionId}`;
  return (
    <Page top={<PublicTop back={`/district?region=${desk.regionId}`} title={w.title} />}>
      <Outcome attempt={attempt} done={planDone(done)} title={w.refused} />
      <h1>{w.title}</h1>
      {desks.length > 1 ? (
        <Tabs
          label={w.which}
          items={desks.map((d) => ({
            href: `/district/plan?region=${d.regionId}`,
            label: d.name,
            current: d === desk,
          }))}
        />
      ) : null}
      <p>{w.lead}</p>
      <p className="note">{w.how}</p>
      <ActForm action="/api/plan/make" to={path} hidden={{ regionId: desk.regionId }} className="form">
        <Choice
          name="period"
          legend={w.period}
          options={[
            { value: "week", label: w.week },
            { value: "day", label: w.day },
          ]}
          value={attempt.value("period") ?? "week"}
        />
        <Button tone="go" wide>
          {w.make}
        </Button>
      </ActForm>
      <h2>{w.past}</h2>
      {plans.length === 0 ? (
        <EmptyState icon="calendar" title={w.none}>
          <p className="note">{w.noneHelp}</p>
        </EmptyState>
      ) : null}
      {plans.map((plan) => (
        <Card key={plan.id}>
          <div className="row">
            <b>{w.asOf(monthDay(plan.from, now), monthDay(plan.until, now))}</b>
            <PlanChip status={plan.status} />
          </div>
          <p className="note">{dayAndTime(plan.createdAt, now)}</p>
          {plan.figures && plan.figures.slots > 0 ? <p>{w.summary(plan.figures)}</p> : null}
          {plan.status === "failed" ? <p>{w.failed(plan.reason)}</p> : null}
          <ButtonLink href={`/district/plan/${plan.id}`} tone="line" small>
            {w.open}
            <span className="sr">{dayAndTime(plan.createdAt, now)}</span>
          </ButtonLink>
        </Card>
      ))}
    </Page>
  );
}
