import { awardWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";

/** Striking out what was written down by mistake: asked first. */
export function Strike({
  act,
  id,
  title,
  hidden,
  to,
}: {
  act: "end-training" | "end-honour";
  id: string;
  title: string;
  hidden: Record<string, string | number>;
  to: string;
}) {
  const dialog = `strike-${id}`;
  return (
    <>
      <ButtonLink href={`#${dialog}`} data-opens={dialog} small>
        {w.strike}
      </ButtonLink>
      <Dialog id={dialog} title={w.strikeAsk(title)}>
        <p>{w.strikeText}</p>
        <ActForm action={`/api/record/${act}`} to={to} hidden={{ ...hidden, subject: id }}>
          <Button wide tone="line">
            {w.strike}
          </Button>
        </ActForm>
      </Dialog>
    </>
  );
}
