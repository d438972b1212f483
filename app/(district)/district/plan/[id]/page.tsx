// One plan. At first three suggestions for each need, why, and a telephone; behind it the whole plan, to change, lock and send.
import type { Metadata } from "next";
import { monthDay } from "@/app/_copy/dates";
import { planDone, planWords as w } from "@/app/_copy/plan";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import type { Attempt } from "@/app/_trpc/form";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { EmptyState, Notice } from "@/app/_ui/card";
import { Pager, Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { type PlanView, SLOTS_SHOWN } from "@/server/matching/plan/schema";
import { PlanChip } from "../_parts/plan-chip";
import { Again } from "./_parts/again";
import { Carriers } from "./_parts/carriers";
import { Figures } from "./_parts/figures";
import { Making } from "./_parts/making";
import { PlanActs } from "./_parts/plan-acts";
import { SlotCard } from "./_parts/slot-card";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<"view" | "page" | "done" | "refused" | "edit" | "all", string | undefined>>;
};

/** What kept a plan from leaving names the thing it is about; its own sentence speaks to one who was asked. */
function toPlanner(attempt: Attempt, plan: PlanView): Attempt {
  const { refusal } = attempt;
  const slot = plan.slots.find(({ slotId }) => slotId === refusal?.facts.slotId);
  if (!refusal || !slot) return attempt;
  const helper = slot.items.find(({ helperId }) => helperId === refusal.facts.helperId);
  return { ...attempt, refusal: { ...refusal, sentence: w.unsendable(slot.title, helper?.name) } };
}

export default async function PlanPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { view: asked, page: askedPage, done, refused, edit, all } = await searchParams;
  const [plan, attempt] = await Promise.all([
    orNotFound(caller().then((api) => api.plan.view({ planId: id }))),
    readActAttempt(refused),
  ]);
  const now = clock();
  const printed = asked === "print";
  const whole = asked === "all" || printed;
  const path = `/district/plan/${plan.id}`;
  const view = whole ? `${path}?view=all` : `${path}?view=each`;
  const pages = Math.max(1, Math.ceil(plan.slots.length / SLOTS_SHOWN));
  const at = Math.min(pages, Math.max(1, Number.parseInt(askedPage ?? "1", 10) || 1));
  const here = `${view}&page=${at}`;
  const shown = printed ? plan.slots : plan.slots.slice((at - 1) * SLOTS_SHOWN, at * SLOTS_SHOWN);
  const editing = asked === "all" && plan.mayEdit;
  const back = `/district/plan?region=${plan.regionId}`;
  const changed = plan.slots.filter((slot) => slot.changed).length;
  const top = <PublicTop back={back} title={w.title} />;
  // the page that waited looks again by itself, under the address that said it was asked for
  const said = done === "make" && plan.status === "made" ? w.ready : planDone(done);
  const atRow =
    refused?.startsWith("act-edit:") && shown.some(({ items }) => items.some(({ id }) => id === edit));
  const head = (
    <>
      {atRow && editing ? null : <Outcome attempt={toPlanner(attempt, plan)} done={said} title={w.refused} />}
      <h1>
        {plan.place} {w.asOf(monthDay(plan.from, now), monthDay(plan.until, now))}
      </h1>
      <PlanChip status={plan.status} />
    </>
  );
  if (plan.status === "making" || plan.status === "failed" || plan.figures === null)
    return (
      <Page top={top}>
        {head}
        <Making plan={plan} path={path} back={back} />
      </Page>
    );
  return (
    <Page top={top} aside={whole ? <Carriers carriers={plan.carriers} /> : undefined}>
      {head}
      {plan.slots.length === 0 ? (
        <EmptyState icon="check" title={w.empty}>
          <p className="note">{w.emptyHelp}</p>
        </EmptyState>
      ) : (
        <>
          <Figures figures={plan.figures} whole={whole} />
          <Tabs
            label={w.views}
            items={[
              { href: path, label: w.simple, current: !whole },
              { href: `${path}?view=all`, label: w.whole, current: asked === "all" },
              { href: `${path}?view=print`, label: w.print, current: printed },
            ]}
          />
          {changed > 0 && plan.mayEdit ? (
            <Notice tone="amber" icon="warn">
              {w.anyChanged(changed)}
            </Notice>
          ) : null}
          {shown.map((slot) => (
            <SlotCard
              key={slot.slotId}
              slot={slot}
              plan={plan}
              now={now}
              reading={{ editing, printed, here, edit, all, attempt: atRow ? attempt : undefined }}
            />
          ))}
          {printed || pages === 1 ? null : (
            <>
              <p className="note noprint">{w.page(at, pages)}</p>
              <Pager
                firstHref={at > 1 ? `${view}&page=1` : null}
                nextHref={at < pages ? `${view}&page=${at + 1}` : null}
              />
            </>
          )}
        </>
      )}
      {printed ? null : plan.mayEdit ? (
        <PlanActs
          plan={plan}
          path={path}
          back={back}
          changed={changed > 0 || refused?.startsWith("act-send:") === true}
        />
      ) : (
        <Again plan={plan} back={back} tone="line" />
      )}
      {printed ? <p className="note noprint">{w.printHelp}</p> : null}
    </Page>
  );
}
