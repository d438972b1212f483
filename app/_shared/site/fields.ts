// Reading a posted form: texts only, empty means left out. Pure.

/** The field's text, or undefined where it is missing or empty. */
export function said(fields: FormData, name: string): string | undefined {
  const value = fields.get(name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The named fields as a draft keeps them. */
export function kept(values: Record<string, string | null | undefined>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(values).flatMap(([k, v]) => (v ? [[k, [v]]] : [])));
}

/** Ticks and name of a newcomer, as sessions.enter and sessions.finish take them. */
export const firstFields = (fields: FormData) => ({
  name: said(fields, "name"),
  privacy: fields.get("privacy") === "on",
  age14: fields.get("age14") === "on",
  sms: fields.get("sms") === "on",
});
