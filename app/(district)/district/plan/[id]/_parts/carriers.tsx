import { planWords as w } from "@/app/_copy/plan";
import { Table } from "@/app/_ui/list";
import type { PlanView } from "@/server/matching/plan/schema";

/** Who would be asked for how much, by name: nobody is ranked. */
export function Carriers({ carriers }: { carriers: PlanView["carriers"] }) {
  if (carriers.length === 0) return null;
  return (
    <div>
      <Table
        caption={w.carriers}
        head={[
          { key: "name", label: w.carrier },
          { key: "slots", label: w.carrierSlots, num: true },
          { key: "load", label: w.carrierLoad, num: true },
        ]}
        rows={carriers.map((one) => ({
          id: one.helperId,
          cells: { name: <b>{one.name}</b>, slots: one.slots, load: one.load ?? w.untold },
        }))}
      />
      <p className="note">{w.byName}</p>
    </div>
  );
}
