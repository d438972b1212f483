import type { ReactNode } from "react";
import { uiWords } from "@/app/_copy/chrome";
import { ButtonLink } from "./button";

/** A native dialog. Open it by `<ButtonLink href="#id" data-opens="id">`: without script `:target` shows it. */
export function Dialog({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <dialog className="dialog" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div className="stack mt-3">{children}</div>
      <form method="dialog" className="mt-4">
        <ButtonLink href="#main" small data-opens="">
          {uiWords.close}
        </ButtonLink>
      </form>
    </dialog>
  );
}
