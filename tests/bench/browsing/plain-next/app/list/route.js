// The floor of a list over HTTP: what a Next route handler gives that does the same two statements and nothing else.
import { createPool } from "mysql2/promise";
import statements from "../../statements.json";

const { CARD, LINES } = statements;

export const dynamic = "force-dynamic";

const pool = createPool({
  uri: process.env.DATABASE_URL,
  connectionLimit: 12,
  timezone: "Z",
  charset: "utf8mb4_bin",
  decimalNumbers: true,
});

export async function GET(request) {
  const county = Number(new URL(request.url).searchParams.get("county"));
  const [needs] = await pool.query(CARD, [county, "any", new Date()]);
  const ids = needs.slice(0, 20).map((need) => need.need_id);
  const [lines] = ids.length > 0 ? await pool.query(LINES, [ids]) : [[]];
  return Response.json({ needs, lines });
}
