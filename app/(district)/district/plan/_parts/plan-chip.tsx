import { planWords as w } from "@/app/_copy/plan";
import { Chip, type Tone } from "@/app/_ui/card";
import type { IconName } from "@/app/_ui/icon";
import type { PlanStatus } from "@/server/matching/plan/lifecycle";

const LOOK: Record<PlanStatus, { tone: Tone; icon: IconName }> = {
  making: { tone: "blue", icon: "clock" },
  made: { tone: "amber", icon: "list" },
  failed: { tone: "red", icon: "warn" },
  cancelled: { tone: "plain", icon: "info" },
  sent: { tone: "green", icon: "check" },
  stale: { tone: "plain", icon: "info" },
};

/** Where a plan stands: colour, icon and word. */
export function PlanChip({ status }: { status: PlanStatus }) {
  return (
    <Chip tone={LOOK[status].tone} icon={LOOK[status].icon}>
      {w.status(status)}
    </Chip>
  );
}
