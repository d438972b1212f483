// A checked list between its form and the server. Pure.
import { said } from "@/app/_shared/site/fields";
import { CHAIN_ROWS_MAX, type SaveInput } from "@/server/matching/chain/schema";

/** Choices of a row that are no id. */
export const SKIP = "skip";
export const UNNAMED = "unnamed";

/** The rows to be saved; those to choose who still, by their place among them. */
export function rowsOf(fields: FormData): { rows: SaveInput["rows"]; wrong: Record<string, string> } {
  const rows: SaveInput["rows"] = [];
  const wrong: Record<string, string> = {};
  for (let i = 0; i < CHAIN_ROWS_MAX && fields.has(`row.${i}.who`); i++) {
    const who = said(fields, `row.${i}.who`);
    if (who === SKIP) continue;
    if (who === undefined) wrong[`rows.${rows.length}`] = "which";
    const amount = said(fields, `row.${i}.amount`);
    if (amount === undefined) wrong[`rows.${rows.length}`] ??= "amount";
    rows.push({ amount: amount ?? "", ...(who === undefined || who === UNNAMED ? {} : { helperId: who }) });
  }
  return { rows, wrong };
}
