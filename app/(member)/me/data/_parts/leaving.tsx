import { myDataWords as w } from "@/app/_copy/my-data";
import { ButtonLink } from "@/app/_ui/button";

/** Taking everything along, and closing the account. */
export function Leaving() {
  return (
    <>
      <section className="sec" aria-labelledby="take">
        <h2 id="take">{w.takeTitle}</h2>
        <p className="note">{w.takeText}</p>
        <ButtonLink href="/api/me/everything" icon="down" small>
          {w.take}
        </ButtonLink>
      </section>
      <section className="sec" aria-labelledby="close">
        <h2 id="close">{w.closeTitle}</h2>
        <p className="note">{w.closeText}</p>
        <ButtonLink href="/me/data/close" small>
          {w.closeDoor}
        </ButtonLink>
      </section>
    </>
  );
}
