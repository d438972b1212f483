// schema.prisma → CREATE TABLE, as the migrations and the drift test need it. Pure.
// Covers what our schema uses and refuses the rest, rather than guess.
export type Datamodel = {
  models: Model[];
  enums: { name: string; values: { name: string; dbName: string | null }[] }[];
  indexes: Index[];
};
type Model = { name: string; dbName: string | null; fields: Field[] };
type Field = {
  name: string;
  dbName?: string | null;
  kind: string;
  type: string;
  isList: boolean;
  isRequired: boolean;
  hasDefaultValue: boolean;
  default?: unknown;
  nativeType?: [string, string[]] | null;
};
type Index = {
  model: string;
  type: "id" | "unique" | "normal" | "fulltext";
  dbName?: string | null;
  fields: { name: string; sortOrder?: "asc" | "desc"; length?: number }[];
};

const IDENTIFIER_LIMIT = 64;
const DEFAULT_TYPES: Record<string, string> = {
  String: "VARCHAR(191)",
  Int: "INTEGER",
  BigInt: "BIGINT",
  Boolean: "TINYINT(1)",
  DateTime: "DATETIME(3)",
  Float: "DOUBLE",
  Decimal: "DECIMAL(65,30)",
  Json: "JSON",
  Bytes: "LONGBLOB",
};

export function createTables(datamodel: Datamodel): { table: string; sql: string }[] {
  return datamodel.models.map((model) => {
    const table = model.dbName ?? model.name;
    const columns = model.fields.filter((field) => field.kind !== "object");
    const indexes = datamodel.indexes.filter((index) => index.model === model.name);
    const lines = [
      ...columns.map((field) => column(field, datamodel)),
      ...indexes.map((index) => key(index, model, table)),
    ];
    return {
      table,
      sql: `CREATE TABLE IF NOT EXISTS ${name(table)} (\n${lines.map((line) => `  ${line}`).join(",\n")}\n) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;\n`,
    };
  });
}

function column(field: Field, datamodel: Datamodel): string {
  if (field.isList || field.kind === "unsupported") throw new Error(`${field.name}: no column type for this`);
  return [
    name(field.dbName ?? field.name),
    columnType(field, datamodel),
    field.isRequired ? "NOT NULL" : "NULL",
    byDefault(field),
  ]
    .filter(Boolean)
    .join(" ");
}

function columnType(field: Field, datamodel: Datamodel): string {
  if (field.kind === "enum") {
    const values = datamodel.enums.find((one) => one.name === field.type)?.values ?? [];
    return `ENUM(${values.map((value) => text(value.dbName ?? value.name)).join(", ")})`;
  }
  if (!field.nativeType)
    return DEFAULT_TYPES[field.type] ?? fail(`${field.name}: unknown type ${field.type}`);
  const [native, args] = field.nativeType;
  const unsigned = native.startsWith("Unsigned");
  const base = (unsigned ? native.slice("Unsigned".length) : native).toUpperCase();
  return base + (args.length > 0 ? `(${args.join(",")})` : "") + (unsigned ? " UNSIGNED" : "");
}

function byDefault(field: Field): string {
  if (!field.hasDefaultValue) return "";
  const value = field.default;
  if (typeof value === "boolean") return `DEFAULT ${value ? 1 : 0}`;
  if (typeof value === "string")
    return field.type === "BigInt" ? `DEFAULT ${value}` : `DEFAULT ${text(value)}`;
  if (typeof value === "number") return `DEFAULT ${value}`;
  const call = (value as { name?: string })?.name;
  if (call === "autoincrement") return "AUTO_INCREMENT";
  if (call === "now") return `DEFAULT CURRENT_TIMESTAMP(${field.nativeType?.[1][0] ?? 3})`;
  return fail(`${field.name}: the database cannot make this default`);
}

function key(index: Index, model: Model, table: string): string {
  const fieldOf = (field: string) => model.fields.find((one) => one.name === field);
  const dbNames = index.fields.map((field) => fieldOf(field.name)?.dbName ?? field.name);
  const parts = index.fields.map(
    (field, at) =>
      name(dbNames[at] as string) +
      (field.length ? `(${field.length})` : "") +
      (field.sortOrder === "desc" ? " DESC" : ""),
  );
  if (index.type === "id") return `PRIMARY KEY (${parts.join(", ")})`;
  if (index.type === "fulltext") return fail(`${table}: FULLTEXT is not portable`);
  const unique = index.type === "unique";
  const keyName = index.dbName ?? `${table}_${dbNames.join("_")}_${unique ? "key" : "idx"}`;
  return `${unique ? "UNIQUE KEY" : "KEY"} ${name(keyName)} (${parts.join(", ")})`;
}

function name(identifier: string): string {
  if (identifier.length > IDENTIFIER_LIMIT)
    fail(`${identifier}: longer than ${IDENTIFIER_LIMIT}; give it a name with map:`);
  return `\`${identifier}\``;
}

const text = (value: string) => `'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

function fail(message: string): never {
  throw new Error(`schema.prisma: ${message}`);
}
