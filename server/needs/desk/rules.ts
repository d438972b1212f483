// The one next act of a need on a desk. Pure.

export const DESK_ACTS = [
  "verify", // publish, give back or refuse a request
  "certify", // look at the stock
  "complete", // answer the question it was returned with
  "confirm", // 还需要吗?
  "continue", // a draft
  "manage", // it runs
  "resume",
  "settle", // recruiting has ended: look whether everything came
  "finish", // settling
  "wait", // somebody else's turn
] as const;
export type DeskAct = (typeof DESK_ACTS)[number];

/** Acts that wait for me; the rest only runs. */
export const isWaiting = (act: DeskAct): boolean => !["manage", "wait"].includes(act);

type Facts = {
  status: string;
  confirmDue: boolean;
  certified: boolean; // every sale line is
  verifies: boolean;
  certifies: boolean;
  posts: boolean;
};

export function nextAct(f: Facts): DeskAct {
  switch (f.status) {
    case "submitted":
      if (!f.certified) return f.certifies ? "certify" : "wait";
      return f.verifies ? "verify" : "wait";
    case "returned":
      return f.posts ? "complete" : "wait";
    case "draft":
      return "continue";
    case "open":
      if (!f.posts) return "wait";
      return f.confirmDue ? "confirm" : "manage";
    case "paused":
      return f.posts ? "resume" : "wait";
    case "sealed":
      return f.posts ? "settle" : "wait";
    case "settling":
      return f.posts ? "finish" : "wait";
    default:
      return "wait";
  }
}
