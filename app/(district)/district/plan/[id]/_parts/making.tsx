import { planWords as w } from "@/app/_copy/plan";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Bar } from "@/app/_ui/bar";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import type { PlanView } from "@/server/matching/plan/schema";
import { Again } from "./again";
import { LookAgain } from "./look-again";

const partsOf = (done: number) => ({ accepted: done, onTheWay: 0, promised: 0, remaining: 100 - done });

/** While it is calculated: how far, and a way to stop. The page looks again by itself, without script. */
export function Making({ plan, path, back }: { plan: PlanView; path: string; back: string }) {
  if (plan.status !== "making")
    return (
      <>
        {plan.status === "failed" ? (
          <Notice tone="red" icon="warn">
            {w.failed(plan.reason)}
          </Notice>
        ) : null}
        <Again plan={plan} back={back} tone="go" />
      </>
    );
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={`3;url=${path}`} />
      </noscript>
      <LookAgain seconds={3} />
      <p role="status">{w.progress(plan.progress)}</p>
      <Bar parts={partsOf(plan.progress)} label={w.progress(plan.progress)} tall />
      <p className="note">{w.waiting}</p>
      <ButtonLink href={path}>{w.look}</ButtonLink>
      <ActForm
        action="/api/plan/cancel"
        to={back}
        from={path}
        hidden={{ planId: plan.id, version: plan.version }}
      >
        <Button tone="line">{w.stop}</Button>
      </ActForm>
    </>
  );
}
