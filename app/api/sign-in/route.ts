// Phone and code. Where it is not plain who comes, the page asks and app/api/sign-in/finish goes on.
import { kept, said } from "@/app/_shared/site/fields";
import { ownPath, signInPath } from "@/app/_shared/site/next-path";
import { formRoute } from "@/app/_trpc/form";

export const POST = formRoute({
  form: () => "sign-in-enter",
  act: async (api, fields) => {
    const [phone, code] = [said(fields, "phone") ?? "", said(fields, "code") ?? ""];
    const answer = await api.sessions.enter({ phone, code });
    const values =
      answer.kind === "more"
        ? kept({ phone, token: answer.token, people: JSON.stringify(answer.people) })
        : {};
    await api.drafts.keep({ form: "sign-in", body: { values, refusal: null } });
    return answer;
  },
  done: (answer, fields) =>
    answer.kind === "entered"
      ? { to: ownPath(said(fields, "next")), cookies: answer.cookies }
      : signInPath("who", said(fields, "next")),
  back: (fields) => signInPath("code", said(fields, "next")),
});
