// Reading a sheet: where its columns are, and what is wrong with each row. Pure.
import { NAME_MAX } from "@/server/people/names/schema";
import { ageOn } from "@/server/people/profiles/rules";
import { day, phone } from "@/server/platform/schema";
import { type JudgedRow, type RowFault, SHEET_FIELDS, type SheetField, type SheetRow } from "./schema";

/** What people call these columns. Blanks and what stands in brackets do not count. */
const HEADINGS: Record<SheetField, readonly string[]> = {
  name: ["姓名", "名字", "队员姓名", "成员姓名", "志愿者姓名"],
  phone: ["手机号", "手机", "手机号码", "电话", "联系电话", "联系方式", "电话号码"],
  sex: ["性别"],
  born: ["出生日期", "生日", "出生年月日"],
  village: ["所在村", "村", "社区", "村社区", "所在村社区", "住址", "居住地"],
};
/** Titles people put above the columns. */
const HEAD_WITHIN = 10;

const plain = (heading: string) =>
  heading
    .replace(/[((].*?[))]/g, "")
    .replace(/[\s*:]/g, "")
    .trim();

/** The rows below the headings, without empty ones. Null where no column is called 姓名. */
export function rowsOfTable(table: readonly string[][]): SheetRow[] | null {
  const head = table
    .slice(0, HEAD_WITHIN)
    .findIndex((row) => row.some((cell) => HEADINGS.name.includes(plain(cell))));
  const headings = table[head];
  if (headings === undefined) return null;
  const at = new Map(
    SHEET_FIELDS.map((field) => [field, headings.findIndex((cell) => HEADINGS[field].includes(plain(cell)))]),
  );
  const cell = (row: readonly string[], field: SheetField) => (row[at.get(field) ?? -1] ?? "").slice(0, 200);
  return table.slice(head + 1).flatMap((row, i) => {
    const said = { name: "", phone: "", sex: "", born: "", village: "" };
    for (const field of SHEET_FIELDS) said[field] = cell(row, field).trim();
    return Object.values(said).some((text) => text !== "") ? [{ row: head + i + 2, ...said }] : [];
  });
}

const SEXES: Record<string, "male" | "female"> = {
  男: "male",
  女: "female",
  男性: "male",
  女性: "female",
};
export const sexOf = (text: string): "male" | "female" | null => SEXES[text] ?? null;

/** 1990-1-2, 1990/1/2, 1990.1.2, 1990年1月2日, 19900102 → 1990-01-02; null where it is no day. */
export function dayOfText(text: string): string | null {
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (parts === null) return null;
  const [, year, month = "", date = ""] = parts;
  const read = day.safeParse(`${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`);
  return read.success ? read.data : null;
}

/** Digits only; null where it is no mobile number. */
function phoneOfText(text: string): string | null {
  const read = phone.safeParse(text);
  return read.success ? read.data : null;
}

/** Letters, and the dot inside names of minorities. What a spreadsheet would calculate is no name. */
const NAME = /^\p{L}[\p{L}\p{M}··.\s'-]*\d{0,2}$/u;
const AGE_MIN = 14;

export type Villages = ReadonlyMap<string, number | "several">;
export const villageKey = (name: string): string => name.replace(/\s/g, "");

const TAILS =
  /(社区居民委员会|社区居委会|村民委员会|居民委员会|村委会|居委会|社区|街道办事处|街道|村|镇|乡)$/;
/** What a place is called for short: 西潘墩村民委员会 → 西潘墩村民委员会, 西潘墩村, 西潘墩. */
export function shortNames(...names: string[]): Set<string> {
  const all = new Set(names);
  for (const name of names) {
    const bare = name.replace(TAILS, "");
    if ([...bare].length > 1) all.add(bare);
    if (/(村民委员会|村委会)$/.test(name)) all.add(`${bare}村`);
    if (/社区居(民委员|委)会$/.test(name)) all.add(`${bare}社区`);
  }
  return all;
}

/** Rows with their faults; `today` is YYYY-MM-DD in China. */
export function judge(rows: readonly SheetRow[], villages: Villages, today: string): JudgedRow[] {
  const seen = new Map<string, number>();
  return rows.map((given) => {
    const faults: RowFault[] = [];
    const row = { ...given, phone: phoneOfText(given.phone) ?? given.phone };
    if (row.name === "") faults.push("name_missing");
    else if ([...row.name].length > NAME_MAX) faults.push("name_too_long");
    else if (!NAME.test(row.name)) faults.push("name_not_a_name");
    if (row.phone !== "" && phoneOfText(row.phone) === null) faults.push("phone_wrong");
    if (row.sex !== "" && sexOf(row.sex) === null) faults.push("sex_wrong");
    faults.push(...bornFaults(row.born, today));
    const region = row.village === "" ? 0 : villages.get(villageKey(row.village));
    if (region === undefined) faults.push("village_unknown");
    else if (region === "several") faults.push("village_several");
    const key = `${row.name} ${row.phone}`;
    const twin = row.name === "" ? undefined : seen.get(key);
    if (twin !== undefined) faults.push("row_twice");
    else seen.set(key, row.row);
    return { ...row, regionId: typeof region === "number" ? region : 0, faults, twin: twin ?? null };
  });
}

function bornFaults(text: string, today: string): RowFault[] {
  if (text === "") return [];
  const born = dayOfText(text);
  if (born === null || born < "1900-01-01") return ["born_wrong"];
  if (born > today) return ["born_in_the_future"];
  return ageOn(born, today) < AGE_MIN ? ["born_under_14"] : [];
}
