import { checking as w } from "@/app/_copy/certificates";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";

/** Room for the code with dashes, spaces and a slip. */
const TYPED_MAX = 40;

export function CodeForm({ typed = "", error = null }: { typed?: string; error?: string | null }) {
  return (
    <form method="get" action="/certificates" className="form">
      <Field
        name="code"
        label={w.code}
        hint={w.codeHint}
        error={error}
        defaultValue={typed.slice(0, TYPED_MAX)}
        maxLength={TYPED_MAX}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <Button tone="go" icon="search" wide>
        {w.submit}
      </Button>
    </form>
  );
}
