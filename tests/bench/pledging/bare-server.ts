// The floor of HTTP: node:http and mysql2, doing the same reads and rows as the API's pledge. Child process of the bench.
import { createServer } from "node:http";
import { createPool } from "mysql2/promise";
import { barePledge } from "./floor";
import { CONNECTIONS } from "./numbers";

/** As the session is read for the API: with the person and their live grants. */
export const SESSION = `SELECT s.person_id, s.hat_id, s.seen_at, p.name, g.id, g.role, g.organisation_id, g.delegated_from,
    r.id AS region_id, r.level, successor.id AS successor_id, successor.level AS successor_level,
    o.status AS organisation_status, source.ended_at AS source_ended_at, delegator.status AS delegator_status
  FROM session s JOIN person p ON p.id = s.person_id
    LEFT JOIN role_grant g ON g.person_id = p.id AND g.ended_at IS NULL
    LEFT JOIN region r ON r.id = g.region_id LEFT JOIN region successor ON successor.id = r.merged_into
    LEFT JOIN organisation o ON o.id = g.organisation_id
    LEFT JOIN role_grant source ON source.id = g.delegated_from LEFT JOIN person delegator ON delegator.id = source.person_id
  WHERE s.id_hash = ? AND s.ended_at IS NULL AND s.expires_at > ? AND p.status = 'active' ORDER BY g.started_at, g.id`;

const pool = createPool({
  uri: process.argv[2] as string,
  connectionLimit: CONNECTIONS,
  timezone: "Z",
  decimalNumbers: true,
});
pool.on("connection", (raw) => {
  raw.query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
});

const server = createServer((req, res) => {
  let body = "";
  req.on("data", (chunk) => {
    body += chunk;
  });
  req.on("end", () => {
    answer(req.headers.cookie ?? "", body).then(
      (made) => {
        res.writeHead(made ? 200 : 409, { "content-type": "application/json" });
        res.end(JSON.stringify(made));
      },
      (error) => {
        res.writeHead(500);
        res.end(String(error));
      },
    );
  });
});

async function answer(cookie: string, body: string) {
  const sid = cookie.slice("sid=".length);
  const { slotId, amount, key } = JSON.parse(body) as { slotId: string; amount: string; key: string };
  const found = await pool.execute(SESSION, [sid, new Date()]);
  const session = (found[0] as unknown as { person_id: string }[])[0];
  if (!session) throw new Error("no session");
  return barePledge(pool, session.person_id, slotId, Number(amount), key);
}

server.listen(0, "127.0.0.1", () => {
  process.send?.({ ready: true, port: (server.address() as { port: number }).port });
});
process.on("disconnect", () => process.exit(0));
