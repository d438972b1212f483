import { SERVICE_WORD } from "@/app/_copy/certificates";
import { EQUIPMENT_WORD, memberWords as w } from "@/app/_copy/members";
import { Facts } from "@/app/_ui/list";
import type { OrganisationView } from "@/server/organisations/schema";

/** What it says it can do: nothing where nobody said anything. */
export function Can({ one }: { one: OrganisationView }) {
  const { areas, works, equipment } = one.abilities;
  const items = [
    { term: w.works, value: works.map((work) => SERVICE_WORD[work]).join("、") },
    { term: w.areas, value: areas.map((area) => area.path).join("、") },
    {
      term: w.equipment,
      value: equipment.map(({ code, amount }) => `${EQUIPMENT_WORD[code]} ${amount} ${w.piece}`).join("、"),
    },
    { term: w.capacity, value: one.weeklyCapacity === null ? "" : w.capacitySaid(one.weeklyCapacity) },
    { term: w.parent, value: one.parent?.name ?? "" },
    { term: w.unit, value: one.recordingUnit?.name ?? "" },
  ].filter((item) => item.value !== "");
  if (items.length === 0 && one.about === null)
    return one.myRole === "leader" || one.myRole === "manager" ? (
      <p className="note">{w.canNothing}</p>
    ) : null;
  return (
    <section className="sec" aria-labelledby="can">
      <h2 id="can">{w.can}</h2>
      {one.about ? <p style={{ whiteSpace: "pre-line" }}>{one.about}</p> : null}
      {items.length > 0 ? <Facts items={items} /> : null}
    </section>
  );
}
