// Pasting, checking and saving a 接龙 list, for a team's leader and for whoever writes down what units said.
import { chainWords as w } from "@/app/_copy/chain";
import { Notice } from "@/app/_ui/card";
import { ChainCheck } from "./check";
import type { loadChain } from "./load";
import { ChainPaste } from "./paste";

export function ChainSteps({
  loaded: { box, attempt, text, read },
  saved,
  slotId,
  organisationId,
  to,
}: {
  loaded: Awaited<ReturnType<typeof loadChain>>;
  saved?: string;
  slotId: string;
  organisationId?: string;
  to: string;
}) {
  const [rows, named] = (/^(\d{1,3})\.(\d{1,3})$/.exec(saved ?? "") ?? []).slice(1).map(Number);
  return (
    <>
      <h1>{w.title}</h1>
      {rows === undefined || attempt.refusal ? null : (
        <Notice tone="green" icon="check" role="status">
          {w.saved(rows, named ?? 0)}
        </Notice>
      )}
      {attempt.refusal && !read ? (
        <div id="form">
          <Notice tone="amber" icon="info" role="alert">
            {w.gone}
          </Notice>
        </div>
      ) : null}
      {read ? (
        <ChainCheck read={read} slotId={slotId} organisationId={organisationId} to={to} attempt={attempt} />
      ) : (
        <>
          <p className="note">{organisationId ? w.leadTeam : w.leadUnits}</p>
          <ChainPaste
            slotId={slotId}
            to={to}
            text={text}
            error={box.refusal?.fields.text}
            team={organisationId !== undefined}
          />
        </>
      )}
    </>
  );
}
