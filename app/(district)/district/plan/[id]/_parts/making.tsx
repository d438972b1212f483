import { planWords as w } from "@/app/_copy/plan";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import type { PlanView } from "@/server/matching/plan/schema";
import { LookAgain } from "./look-again";

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
        <ActForm action="/api/plan/make" to={back} hidden={{ regionId: plan.regionId }}>
          <Button tone="go">{w.again}</Button>
        </ActForm>
      </>
    );
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={`3;url=${path}`} />
      </noscript>
      <LookAgain seconds={3} />
      <p role="status">
        <label htmlFor="progress">{w.progress(plan.progress)}</label>
      </p>
      <progress id="progress" max={100} value={plan.progress} style={{ width: "100%", height: "1rem" }} />
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
