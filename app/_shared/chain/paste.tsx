// Where a 接龙 list is pasted. Nothing is written until it was checked. No maxLength: a browser would cut it and say nothing.
import { chainWords as w } from "@/app/_copy/chain";
import { reasonSentence } from "@/app/_copy/reasons";
import { Button } from "@/app/_ui/button";
import { TextArea } from "@/app/_ui/field";

export function ChainPaste({
  slotId,
  to,
  text,
  error,
  team,
}: {
  slotId: string;
  to: string;
  text?: string;
  error?: string;
  team: boolean;
}) {
  return (
    <form method="post" action="/api/chain/read" className="form" id="form" data-keep="">
      <input type="hidden" name="slot" value={slotId} />
      <input type="hidden" name="to" value={to} />
      <TextArea
        name="text"
        label={w.paste}
        hint={w.pasteHint}
        placeholder={team ? w.example : w.exampleUnits}
        rows={8}
        defaultValue={text}
        error={error === "too_long" ? w.tooLong : reasonSentence(error)}
      />
      <Button tone="go" wide>
        {w.read}
      </Button>
    </form>
  );
}
