// On top of a page that an act came back to: what was done, or why it was not.

import type { Attempt } from "@/app/_trpc/form";
import { Notice } from "@/app/_ui/card";

export function Outcome({
  attempt,
  done,
  title,
}: {
  attempt: Attempt;
  done: string | null;
  /** Above a refusal: 没有办成 */
  title: string;
}) {
  if (attempt.refusal)
    return (
      <div id="form">
        <Notice tone="red" icon="warn" role="alert">
          <b>{title}</b>
          <p>{attempt.refusal.sentence}</p>
        </Notice>
      </div>
    );
  if (done)
    return (
      <Notice tone="green" icon="check" role="status">
        {done}
      </Notice>
    );
  return null;
}
