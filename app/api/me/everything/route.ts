// Everything kept about oneself, as one sheet.
import { linesOf, mineColumns, myDataWords as w } from "@/app/_copy/my-data";
import { exported } from "@/app/_trpc/export";

const everything = exported({
  title: w.fileName,
  columns: mineColumns,
  page: async (api) => ({ rows: linesOf(await api.records.mine()), next: null }),
});

export const GET = (request: Request) =>
  everything(request, Object.fromEntries(new URL(request.url).searchParams));
