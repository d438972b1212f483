import { planWords as w } from "@/app/_copy/plan";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import type { PlanView } from "@/server/matching/plan/schema";
import { Again } from "./again";

type Props = { plan: PlanView; path: string; back: string; changed: boolean };

/** Sending asks first, and where something has changed offers the rest; calculating again keeps what is locked; putting aside asks first. */
export function PlanActs({ plan, path, back, changed }: Props) {
  const own = { planId: plan.id, version: plan.version };
  return (
    <div className="stack-s noprint">
      {changed && plan.maySend ? (
        <>
          <ActForm action="/api/plan/send-rest" to={path} hidden={own} keyed>
            <Button tone="go" wide>
              {w.rest}
            </Button>
          </ActForm>
          <p className="note">{w.restHelp}</p>
        </>
      ) : plan.maySend && plan.carriers.length > 0 ? (
        <ButtonLink href="#send" tone="go" wide data-opens="send">
          {w.send}
        </ButtonLink>
      ) : null}
      <Again plan={plan} back={back} path={path} tone="line" />
      <p className="note">{w.againHelp}</p>
      <ButtonLink href="#aside" small data-opens="aside">
        {w.putAside}
      </ButtonLink>
      <Dialog id="send" title={w.sendAsk(plan.carriers.length)}>
        <p>{w.sendHelp}</p>
        <ActForm action="/api/plan/send" to={path} hidden={own} keyed>
          <Button tone="go" wide>
            {w.send}
          </Button>
        </ActForm>
      </Dialog>
      <Dialog id="aside" title={w.putAside}>
        <p>{w.putAsideAsk}</p>
        <ActForm action="/api/plan/cancel" to={back} from={path} hidden={own}>
          <Button tone="go" wide>
            {w.putAside}
          </Button>
        </ActForm>
      </Dialog>
    </div>
  );
}
