import { command, UsageError } from "@/server/cli/command";
import { findShown, listShown } from "@/server/matching/ranking/explaining/data";
import { PARTS } from "@/server/matching/score/schema";

const LIMIT = 20;

export const explainRankingsCommand = command({
  name: "rankings explain",
  describe:
    "why a list of helpers or needs was ordered as it was shown: by its id, or the newest of a slot or helper",
  arguments: [["<id>", "a ranking's id, or that of a slot, a person or an organisation"]],
  async run({ world }, [id = ""]) {
    const newest = id.length === 64 ? id : (await listShown(world.db, id, LIMIT))[0]?.id;
    const shown = newest === undefined ? null : await findShown(world.db, newest);
    if (shown === null) throw new UsageError(`no ranking was shown by that id: ${id}`);
    const lines = shown.rows.map((row, n) => {
      const parts = PARTS.map(
        (part) => `${part} ${(shown.weights[part] * (row.parts?.[part] ?? 0)).toFixed(1)}`,
      );
      return `${String(n + 1).padStart(3)}. ${row.id}  ${row.score?.toFixed(1)} = ${parts.join(", ")} (connection is taken off)\n     ${row.reasons.map((one) => one.code).join(" ")}`;
    });
    const head = `${shown.kind} for ${shown.subjectId} at ${shown.at.toISOString()}, weights version ${shown.weightsVersion}`;
    return { text: [head, ...lines].join("\n"), data: shown };
  },
});
