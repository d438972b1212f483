// Uses the one-time link up.
import { firstFields, said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";

/** "371311" → the id of that county; anything else is no county. */
const regionOf = (code: string) => (/^\d{6}$/.test(code) ? Number(code.padEnd(12, "0")) : Number.NaN);

export const POST = formRoute({
  form: () => "setup",
  act: (api, fields) => {
    const { name = "", privacy, age14 } = firstFields(fields);
    return api.sessions.setUp({
      token: said(fields, "token") ?? "",
      name,
      phone: said(fields, "phone") ?? "",
      regionId: regionOf(said(fields, "region") ?? ""),
      privacy,
      age14,
    });
  },
  done: ({ cookies }) => ({ to: "/", cookies }),
  back: (fields) => `/setup?token=${encodeURIComponent(said(fields, "token") ?? "")}`,
});
