// Where to go after signing in: a path of ours, never another site. Pure.

/**
 * The path if it is one of ours, as a header takes it, else the fallback. Backslashes count as slashes in browsers, and dots
 * are resolved before a path is read: "/..//other.site" is "//other.site", which is another site.
 */
export function ownPath(path: unknown, fallback = "/me"): string {
  if (typeof path !== "string" || !/^\/(?![/\\])/.test(path) || /[\\\s]/.test(path)) return fallback;
  if (!URL.canParse(path, "http://x")) return fallback;
  const { pathname, search, hash } = new URL(path, "http://x");
  return pathname.startsWith("//") ? fallback : pathname + search + hash;
}

/** /sign-in with its step and where to go afterwards. */
export function signInPath(step: "phone" | "code" | "who", next: unknown): string {
  const search = new URLSearchParams();
  if (step !== "phone") search.set("step", step);
  if (typeof next === "string" && next !== "") search.set("next", ownPath(next));
  const query = search.toString();
  return query ? `/sign-in?${query}` : "/sign-in";
}
