// What happened, in the asker's own words.
import { correctionWords as w } from "@/app/_copy/corrections";
import { reasonSentence } from "@/app/_copy/reasons";
import type { Attempt } from "@/app/_trpc/form";
import { TextArea } from "@/app/_ui/field";
import { WORDS_MAX } from "@/server/hours/corrections/schema";

export function WhatHappened({ attempt }: { attempt: Attempt }) {
  return (
    <TextArea
      name="words"
      label={w.words}
      hint={w.wordsHint}
      rows={3}
      maxLength={WORDS_MAX}
      defaultValue={attempt.value("words")}
      error={reasonSentence(attempt.refusal?.fields.words)}
    />
  );
}
