import { planWords as w } from "@/app/_copy/plan";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button } from "@/app/_ui/button";
import { PERIOD_DAYS, type PlanView } from "@/server/matching/plan/schema";
import { DAY_MS } from "@/server/time";

type Props = { plan: PlanView; back: string; path?: string; tone: "go" | "line" };

/** For as many days as this one; from one that may be changed, what is locked is kept. */
export function Again({ plan, back, path, tone }: Props) {
  const days = (plan.until.getTime() - plan.from.getTime()) / DAY_MS;
  const period = days <= PERIOD_DAYS.day ? "day" : "week";
  const follows = plan.mayEdit ? plan.id : undefined;
  return (
    <ActForm
      action="/api/plan/make"
      to={back}
      from={path}
      hidden={{ regionId: plan.regionId, period, follows }}
      className="noprint"
    >
      <Button tone={tone} wide>
        {w.again}
      </Button>
    </ActForm>
  );
}
