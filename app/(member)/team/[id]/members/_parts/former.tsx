import { fullDay } from "@/app/_copy/dates";
import { memberWords as w } from "@/app/_copy/members";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { Pager, Who } from "@/app/_ui/list";

/** Who was in it. */
export async function Former({
  organisationId,
  after,
  path,
  now,
}: {
  organisationId: string;
  after?: string;
  path: string;
  now: Date;
}) {
  const { items, next } = await orNotFound((await caller()).members.former({ organisationId, after }));
  if (items.length === 0) return <p className="note">{w.noFormer}</p>;
  return (
    <>
      <ul className="card">
        {items.map((one) => (
          <Who
            key={one.personId}
            mark={one.name.slice(0, 1)}
            name={one.name}
            note={w.stay(fullDay(one.from, now), fullDay(one.until, now))}
          />
        ))}
      </ul>
      <Pager
        firstHref={after ? `${path}?show=former` : null}
        nextHref={next ? `${path}?show=former&after=${next}` : null}
      />
    </>
  );
}
