// A member sheet: POST has it checked; GET gives the template, or with ?sheet= the checked one with its faults.
import { faultsSentence, SHEET_HEADING, memberWords as w } from "@/app/_copy/members";
import { actDraft } from "@/app/_trpc/acts";
import { exported } from "@/app/_trpc/export";
import { formRoute } from "@/app/_trpc/form";
import { refuse } from "@/server/errors";
import { type RowFault, SHEET_FIELDS, type SheetField } from "@/server/organisations/imports/schema";

export const POST = formRoute({
  form: (_, { id }) => actDraft("sheet", id ?? ""),
  act: async (api, fields, { id }) => {
    const file = fields.get("sheet");
    if (!(file instanceof File) || file.size === 0) refuse("INVALID", { fields: { sheet: "required" } });
    return api.members.checkSheet({
      organisationId: id ?? "",
      bytes: new Uint8Array(await file.arrayBuffer()),
    });
  },
  done: ({ importId }, _, { id }) => `/team/${id}/members/import?sheet=${importId}`,
  back: (_, { id }) => `/team/${id}/members/import`,
});

type Row = Record<SheetField, string> & { faults: RowFault[]; twin: number | null };

const WIDTH: Record<SheetField, number> = { name: 14, phone: 16, sex: 8, born: 14, village: 24 };
const columns = SHEET_FIELDS.map((field) => ({
  heading: SHEET_HEADING[field],
  width: WIDTH[field],
  of: (row: Row) => row[field],
}));

const template = exported<Row>({
  title: w.templateName,
  columns,
  page: async () => ({ rows: [], next: null }),
});
const toCorrect = exported<Row>({
  title: w.correctName,
  columns: [{ heading: w.problem, width: 44, of: (row: Row) => faultsSentence(row) }, ...columns],
  page: async (api, { sheet }) => ({
    rows: (await api.members.sheetToCorrect({ importId: sheet ?? "" })).rows,
    next: null,
  }),
});

export async function GET(request: Request): Promise<Response> {
  const sheet = new URL(request.url).searchParams.get("sheet");
  return sheet === null ? template(request, {}) : toCorrect(request, { sheet });
}
