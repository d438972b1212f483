// The typed paper of a shift, kept between looking and entering. A kept value is 4,000 characters at most: a long list takes several.
const PIECE = 4_000;

export const paperDraft = (slotId: string): string => `paper:${slotId}`;

export function paperBody(text: string) {
  const pieces = Array.from({ length: Math.ceil(text.length / PIECE) }, (_, i) =>
    text.slice(i * PIECE, (i + 1) * PIECE),
  );
  return { values: { text: pieces }, refusal: null };
}
