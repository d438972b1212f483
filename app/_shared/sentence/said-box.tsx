// The posting box: one sentence, typed or dictated by the phone's keyboard. No maxLength: a browser would cut what is pasted and say nothing.
import { reasonSentence } from "@/app/_copy/reasons";
import { saidWrong, sentenceWords as w } from "@/app/_copy/sentence";
import { Button, ButtonLink } from "@/app/_ui/button";
import { TextArea } from "@/app/_ui/field";

export function SaidBox({ said, error }: { said?: string; error?: string }) {
  return (
    <form method="post" action="/api/post/said" className="form" id="form" data-keep="">
      <TextArea
        name="said"
        label={w.box}
        hint={w.boxHint}
        placeholder={w.example}
        rows={3}
        required
        defaultValue={said}
        error={saidWrong(error) ?? reasonSentence(error)}
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
