// Words around a need that is shown: cards, story, bars, sharing.
export const needWords = {
  about: "约",
  waiting: (n: number) => `已满，${n} 位候补`,
  fullWaitlist: "已满，可候补",
  moreLines: (n: number) => `另有 ${n} 项`,
} as const;
