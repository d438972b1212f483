// The posting box: one sentence, typed or dictated by the phone's keyboard.
import { reasonSentence } from "@/app/_copy/reasons";
import { sentenceWords as w } from "@/app/_copy/sentence";
import { Button, ButtonLink } from "@/app/_ui/button";
import { TextArea } from "@/app/_ui/field";
import { SENTENCE_MAX } from "@/server/matching/sentence/schema";

export function SaidBox({ said, error }: { said?: string; error?: string }) {
  return (
    <form method="post" action="/api/post/said" className="form" id="form" data-keep="">
      <TextArea
        name="said"
        label={w.box}
        hint={w.boxHint}
        placeholder={w.example}
        rows={3}
        maxLength={SENTENCE_MAX}
        required
        defaultValue={said}
        error={reasonSentence(error)}
      />
      <Button tone="go" wide icon="plus">
        {w.go}
      </Button>
      <ButtonLink href="/post" wide>
        {w.byHand}
      </ButtonLink>
    </form>
  );
}
