// Where to go after signing in: a path of ours, never another site. Pure.

/** The path if it is one of ours, else the fallback. Backslashes count as slashes in browsers. */
export function ownPath(path: unknown, fallback = "/me"): string {
  if (typeof path !== "string" || !/^\/(?![/\\])/.test(path) || /[\\\s]/.test(path)) return fallback;
  return path;
}

/** /sign-in with its step and where to go afterwards. */
export function signInPath(step: "phone" | "code" | "who", next: unknown): string {
  const search = new URLSearchParams();
  if (step !== "phone") search.set("step", step);
  if (typeof next === "string" && next !== "") search.set("next", ownPath(next));
  const query = search.toString();
  return query ? `/sign-in?${query}` : "/sign-in";
}
