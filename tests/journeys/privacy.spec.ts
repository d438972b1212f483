// Invariant 9: nothing private in any page or answer for someone who may not see it. The demo world's numbers, and the
// seeded beneficiary's name and address, are looked for in everything that each persona can reach by links, and in every public query.
import { type APIRequestContext, expect, test } from "@playwright/test";
import { wear } from "../support/journey";

/** What the demo world keeps sealed (prisma/scenarios/demo): every telephone number, and who is helped where. */
const SEALED = [/1300000\d{4}/, /13000008888/, /潘奶奶/, /17号院/];
const PAGES_EACH = 120;
const PERSONAS = ["visitor", "volunteer", "leader", "town_admin", "district_admin", "secretary"] as const;

const leaksIn = (text: string) => SEALED.map((sealed) => sealed.exec(text)?.[0]).filter(Boolean);

/** Same-origin links and forms' addresses of a page, without what changes only the order or the size of text. */
function linksOf(html: string): string[] {
  return [...html.matchAll(/href="(\/[^"#]*)/g)]
    .map((m) => (m[1] as string).replaceAll("&amp;", "&"))
    .filter((path) => !path.startsWith("/_next") && !path.startsWith("/api/"));
}

/** /needs/<id> counts once in forty: a page of each shape is read before more of the same. */
const shapeOf = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id").replace(/=[^&]*/g, "=");

async function crawl(
  request: APIRequestContext,
  from: string[],
): Promise<{ read: string[]; faults: string[]; ids: Set<string> }> {
  const waiting = [...from];
  const seen = new Set(from);
  const shapes = new Map<string, number>();
  const [read, faults, ids]: [string[], string[], Set<string>] = [[], [], new Set()];
  while (waiting.length > 0 && read.length < PAGES_EACH) {
    waiting.sort((a, b) => (shapes.get(shapeOf(a)) ?? 0) - (shapes.get(shapeOf(b)) ?? 0));
    const path = waiting.shift() as string;
    shapes.set(shapeOf(path), (shapes.get(shapeOf(path)) ?? 0) + 1);
    const response = await request.get(path);
    const html = await response.text();
    read.push(path);
    if (response.status() >= 500) faults.push(`${path}: ${response.status()}`);
    if (/at [\w.<>]+ \(?(file|\/|node:)/.test(html)) faults.push(`${path}: a stack trace`);
    for (const leak of leaksIn(html)) faults.push(`${path}: ${leak}`);
    for (const id of html.matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/g)) ids.add(id[0]);
    for (const link of linksOf(html)) if (!seen.has(link)) seen.add(link) && waiting.push(link);
  }
  return { read, faults, ids };
}

for (const persona of PERSONAS)
  test(`${persona}: no sealed number, name or address on any page that links lead to`, async ({
    request,
  }) => {
    test.setTimeout(120_000);
    await wear(request, persona);
    const { read, faults } = await crawl(request, [
      "/",
      "/needs",
      "/me",
      "/me/inbox",
      "/desk",
      "/team",
      "/district",
    ]);
    expect(faults).toEqual([]);
    expect(read.length).toBeGreaterThan(12);
  });

test("visitor: no public query gives what is sealed, whatever id is asked for", async ({ request }) => {
  test.setTimeout(120_000);
  await wear(request, "secretary");
  const { ids } = await crawl(request, ["/desk", "/needs"]); // ids a secretary knows, asked for by a stranger
  await wear(request, "visitor");
  const faults: string[] = [];
  let answered = 0;
  for (const [path, field] of [
    ["needs.visible", "needId"],
    ["needs.managed", "needId"],
    ["pledges.helpers", "needId"],
    ["pledges.ofNeed", "needId"],
    ["pledges.one", "pledgeId"],
    ["deliveries.list", "pledgeId"],
    ["settlement.standing", "needId"],
    ["history.ofNeed", "needId"],
    ["organisations.one", "organisationId"],
    ["releases.board", "releaseId"],
  ] as const)
    for (const id of [...ids].slice(0, 25)) {
      const input = encodeURIComponent(JSON.stringify({ json: { [field]: id } }));
      const response = await request.get(`/api/trpc/${path}?input=${input}`);
      const text = await response.text();
      if (response.ok()) answered++;
      if (response.status() >= 500) faults.push(`${path} ${response.status()}`);
      for (const leak of leaksIn(text)) faults.push(`${path}: ${leak}`);
    }
  expect(faults).toEqual([]);
  expect(answered).toBeGreaterThan(10);
});

test("visitor: who goes, who came, whose hours and whose record are answered to nobody outside", async ({
  request,
}) => {
  test.setTimeout(120_000);
  await wear(request, "leader");
  const { ids } = await crawl(request, ["/team", "/day", "/desk/hours", "/me/hours"]);
  const answered = async () => {
    const paths: string[] = [];
    for (const [path, field] of [
      ["attendance.day", "slotId"],
      ["attendance.roster", "slotId"],
      ["hours.closing", "slotId"],
      ["hours.ofShift", "slotId"],
      ["hours.record", "recordId"],
      ["hours.correction", "correctionId"],
      ["seats.ofTeam", "organisationId"],
      ["seats.ofPledge", "pledgeId"],
      ["members.list", "organisationId"],
      ["certificates.ofUnit", "unitId"],
      ["certificates.one", "certificateId"],
      ["records.of", "personId"],
    ] as const)
      for (const id of [...ids].slice(0, 60)) {
        const input = encodeURIComponent(JSON.stringify({ json: { [field]: id } }));
        if ((await request.get(`/api/trpc/${path}?input=${input}`)).ok()) paths.push(path);
      }
    return new Set(paths);
  };
  expect((await answered()).size, "the leader's own are answered to the leader").toBeGreaterThan(6);
  await wear(request, "visitor");
  expect([...(await answered())]).toEqual([]);
});
