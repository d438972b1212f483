// Words and their kinds, from a general dictionary of Chinese (jieba's): where a name ends that stands in no list of ours.
import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict";

/** thing: what has a name; act: what is done; link: what stands between (不, 在, 那, 就是); rest: 了, 下来, 上. */
export type Word = { text: string; kind: "thing" | "act" | "link" | "rest"; noun: boolean };

let jieba: Jieba | undefined;

/** The words of a text without marks, in order. The dictionary is read at the first look: a third of a second, once. */
export function wordsOf(text: string): Word[] {
  return tagsOf(text).map(({ word, tag }) => ({ text: word, kind: kindOf(word, tag), noun: /^n/.test(tag) }));
}

function tagsOf(text: string) {
  jieba ??= Jieba.withDict(dict);
  return jieba.tag(text, false);
}

/** Taken for times or names by the dictionary. */
const PASSED = /^(?:下来|上来|出来|起来|过来|过去|完|好|成|掉|光|着|过|满|现)$/;
/** 刨出来, 摘下来, in one word. */
const PASSED_OUT = /[出下起上过回][来去]$/;
const KINDS: [Word["kind"], RegExp][] = [
  ["thing", /^(?:n.*|vn|i|l|j|s|a|an|b|x|zg|eng)$/],
  ["act", /^v/],
  ["link", /^[dcpry]/],
];

const kindOf = (word: string, tag: string): Word["kind"] =>
  PASSED_OUT.test(word) || PASSED.test(word)
    ? "rest"
    : (KINDS.find(([, tags]) => tags.test(tag))?.[0] ?? "rest");

/** One noun (编织袋), however it begins; or nothing but nouns (水泥桩子) where `more`. */
export function isName(text: string, more: boolean): boolean {
  const tags = tagsOf(text);
  return text.length > 1 && (more || tags.length === 1) && tags.every(({ tag }) => tag === "n");
}

/** Has a name in it, and nothing that is done or said between. */
export const isNamed = (text: string): boolean => wordsOf(text).every(({ kind }) => kind === "thing");
