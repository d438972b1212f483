// A Prisma generator that hands over what Prisma understood of schema.prisma (the DMMF), for `npm run schema` and the
// drift test. It writes only where HRB_DMMF_OUT says; a plain `prisma generate` passes it by.
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const answer = (id, result) => process.stderr.write(`${JSON.stringify({ jsonrpc: "2.0", id, result })}\n`);

createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  if (method === "getManifest")
    return answer(id, { manifest: { prettyName: "Table list", defaultOutput: "." } });
  if (process.env.HRB_DMMF_OUT)
    writeFileSync(process.env.HRB_DMMF_OUT, JSON.stringify(params.dmmf.datamodel));
  answer(id, null);
});
