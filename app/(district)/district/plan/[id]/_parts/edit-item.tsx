import type { Measured } from "@/app/_copy/numbers";
import { planWords as w } from "@/app/_copy/plan";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import type { ItemView, PlanView } from "@/server/matching/plan/schema";
import { unitLabel } from "@/server/needs/units/rules";

type Props = {
  item: ItemView;
  plan: PlanView;
  measured: Measured;
  to: string;
  from: string;
  attempt?: Attempt;
};

/** Another amount, in the line's unit; and a lock, which is kept when it is calculated again. */
export function EditItem({ item, plan, measured, to, from, attempt }: Props) {
  const own = { itemId: item.id, version: plan.version };
  return (
    <div className="noprint mt-2">
      {attempt ? (
        <div className="mb-3">
          <Outcome attempt={attempt} done={null} title={w.refused} />
        </div>
      ) : null}
      <ActForm id="edit" action="/api/plan/edit" to={to} from={from} hidden={own}>
        <Field
          id={`a-${item.id}`}
          name="amount"
          label={w.amount(item.name)}
          defaultValue={attempt?.value("amount") ?? String(item.amount / measured.unitSize)}
          error={reasonSentence(attempt?.refusal?.fields.amount)}
          inputMode="decimal"
          suffix={unitLabel(measured.unit)}
        />
      </ActForm>
      <div className="row mt-2">
        <Button small form="edit" aria-label={w.changeOf(item.name)}>
          {w.change}
        </Button>
        {item.amount > 0 ? (
          <ActForm
            action="/api/plan/edit"
            to={to}
            from={from}
            hidden={{ ...own, locked: item.locked ? "no" : "yes" }}
          >
            <Button small>
              {item.locked ? w.unlock : w.lock}
              <span className="sr">{item.name}</span>
            </Button>
          </ActForm>
        ) : null}
      </div>
    </div>
  );
}
