// When the network is away, show a page that says so, to whoever reads and to whoever sends a form. One kind of page is kept: the day of a shift, on the device of whoever runs it,
// since its roll has to go on in a village without a network. It is shown only when the network does not answer.
const OFFLINE = "/offline.html";
const DAY = /^\/day\/[0-9a-f-]{36}$/;
const KEPT = "hrb-day-1"; // days and what they need to run; gone at signing out
const KEPT_MS = 36 * 3_600_000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open("hrb-1").then((cache) => cache.add(new Request(OFFLINE, { cache: "reload" }))));
  self.skipWaiting();
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/** The page as it was sent last. What was sent elsewhere, as to signing in, is no day any more. */
async function day(request, path) {
  const answer = await fetch(request);
  const cache = await caches.open(KEPT);
  if (answer.ok && !answer.redirected) await cache.put(path, answer.clone());
  else if (answer.status < 500) await cache.delete(path);
  return answer;
}

async function tidy() {
  const cache = await caches.open(KEPT);
  for (const request of await cache.keys()) {
    const answer = await cache.match(request);
    const at = Date.parse(answer?.headers.get("date") ?? "");
    if (DAY.test(new URL(request.url).pathname) && !(Date.now() - at < KEPT_MS)) await cache.delete(request);
  }
}

self.addEventListener("message", (event) => {
  const { keep } = event.data ?? {};
  if (!Array.isArray(keep)) return;
  const ours = keep.filter((url) => new URL(url, self.location.origin).origin === self.location.origin);
  event.waitUntil(
    caches.open(KEPT).then(async (cache) => {
      await tidy();
      for (const url of ours) if (!(await cache.match(url))) await cache.add(url).catch(() => {});
    }),
  );
});

/** A form's address is nothing to try again: that page leads back to the one the form stands on, which gives back what was typed. */
async function leadingBack(page, from) {
  const html = (await page.text()).replace('href=""', `href="${from || "/"}"`);
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "POST" && pathname === "/api/sign-out") event.waitUntil(caches.delete(KEPT));
  const offline = () => caches.match(OFFLINE);
  if (request.method === "POST" && request.mode === "navigate")
    event.respondWith(fetch(request).catch(async () => leadingBack(await offline(), request.referrer)));
  if (request.method !== "GET") return;
  if (DAY.test(pathname) && request.headers.get("accept")?.includes("text/html")) {
    const answer = day(request, pathname);
    event.respondWith(
      request.mode === "navigate"
        ? answer.catch(async () => (await (await caches.open(KEPT)).match(pathname)) ?? offline())
        : answer,
    );
  } else if (request.mode === "navigate") event.respondWith(fetch(request).catch(offline));
  else if (pathname.startsWith("/_next/static/"))
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
});
