// Many small forms, one way: the act's name stands in the address, and each act knows its procedure and its page.

import { said } from "@/app/_shared/site/fields";
import { ownPath } from "@/app/_shared/site/next-path";
import { formRoute } from "@/app/_trpc/form";
import type { caller } from "@/app/_trpc/server";
import { refuse } from "@/server/errors";
import { deskForm, idOr, withQuery } from "./ids";

export type Api = Awaited<ReturnType<typeof caller>>;
type Told = { say?: string; to?: string };

/** What a form does; answers what to say on the page it goes to, or another page. */
export type DeskAct = (api: Api, id: string, fields: FormData) => Promise<unknown>;
const isTold = (answer: unknown): answer is Told =>
  typeof answer === "object" && answer !== null && ("say" in answer || "to" in answer);

/** The route of all acts on one kind of thing. `to` of the form: where it stood; `onward`: where it leads when done. */
export const actRoute = (acts: Record<string, DeskAct>, home: (id: string) => string) => {
  const known = (act: string | undefined) => (act && Object.hasOwn(acts, act) ? act : "unknown");
  return formRoute({
    form: (_, { act, id }) => deskForm(known(act), id),
    act: (api, fields, { act, id }) => (acts[known(act)] ?? refuse("NOT_FOUND"))(api, idOr(id), fields),
    done: (answer, fields, { act, id }) => {
      const page = ownPath(said(fields, "onward") ?? said(fields, "to"), home(idOr(id)));
      const told = isTold(answer) ? answer : {};
      return told.to ?? withQuery(page, "done", told.say ?? act ?? "");
    },
    back: (fields, { id }) => ownPath(said(fields, "to"), home(idOr(id))),
  });
};

/** The version the form's page was made from. */
export const onNeed = (needId: string, fields: FormData) => ({ needId, version: said(fields, "version") });
