// The file of a batch: a POST, since each opening is an act on record.
import { nationalColumns, nationalWords as w } from "@/app/_copy/national";
import { said } from "@/app/_shared/site/fields";
import { fileRoute } from "@/app/_trpc/export";

export const POST = fileRoute(async (api, fields) => {
  const file = await api.national.open({ batchId: said(fields, "batchId") ?? "" });
  return {
    name: w.fileName(file.unit, file.month),
    sheet: { title: w.sheet, columns: nationalColumns },
    rows: file.rows,
  };
});
