// What is said above a refused form: the sentence, and where fields of other forms are wrong, which and where to mend them.
import { postWords as w } from "@/app/_copy/post";
import { reasonSentence } from "@/app/_copy/reasons";
import type { Attempt } from "@/app/_trpc/form";
import { ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";

/** lines.2.sale.product → 第 3 项的“品名” */
export function fieldWord(path: string): string {
  const line = /^lines\.(\d+)/.exec(path);
  const last = path.split(".").at(-1) ?? "";
  const word = w.field[/^\d+$/.test(last) ? "lines" : last] ?? w.lines;
  return line ? w.lineField(Number(line[1]) + 1, word) : word;
}

export function Refused({
  attempt,
  title = w.saveRefused,
  own = () => true,
  mendAt,
}: {
  attempt: Attempt;
  title?: string;
  /** Fields this form shows itself. */
  own?: (field: string) => boolean;
  mendAt?: (field: string) => string | null;
}) {
  if (!attempt.refusal) return null;
  const elsewhere = Object.entries(attempt.refusal.fields).filter(([field]) => field !== "_" && !own(field));
  return (
    <Notice tone="red" icon="warn" role="alert">
      <b>{title}</b>
      <p>{attempt.refusal.sentence}</p>
      {elsewhere.length > 0 ? (
        <ul className="stack-s">
          {elsewhere.map(([field, reason]) => {
            const href = mendAt?.(field);
            return (
              <li key={field}>
                <b>{fieldWord(field)}</b> {reasonSentence(reason)}{" "}
                {href ? (
                  <ButtonLink href={href} small>
                    {w.fix}
                  </ButtonLink>
                ) : null}
              </li>
            );
          })}
        </ul>
      ) : null}
    </Notice>
  );
}
