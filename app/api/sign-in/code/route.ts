// Sends a code; the number waits in the browser's own draft for the next step.
import { kept, said } from "@/app/_shared/site/fields";
import { signInPath } from "@/app/_shared/site/next-path";
import { formRoute } from "@/app/_trpc/form";

export const POST = formRoute({
  form: () => "sign-in-code",
  act: async (api, fields) => {
    const phone = said(fields, "phone") ?? "";
    const { shown } = await api.sessions.requestCode({ phone });
    await api.drafts.keep({ form: "sign-in", body: { values: kept({ phone, shown }), refusal: null } });
  },
  done: (_, fields) => `${signInPath("code", said(fields, "next"))}#form`,
  back: (fields) => signInPath("phone", said(fields, "next")),
});
