// Several small acts behind one address, `…/[act]`: each button of a page is a plain form that names its act and where to go next.
import { ownPath } from "@/app/_shared/site/next-path";
import { refuse } from "@/server/errors";
import type { createCaller } from "@/server/trpc/root";
import { readAttempt } from "./attempt";
import { formRoute } from "./form";

type Caller = ReturnType<typeof createCaller>;
type Params = Record<string, string>;
/** quiet: the page it leads to says nothing of it. */
type Done = { to?: string; cookies?: string[]; quiet?: boolean };

/** One act. Its answer may name another page to go to, and cookies to set. */
export type FormAct = (
  api: Caller,
  fields: FormData,
  params: Params,
) => Promise<Done | undefined> | Promise<void>;

/** The draft of a refused act: which act, on what. */
export const actDraft = (act: string, subject: string): string => `act-${act}:${subject}`;

const DRAFT = /^(act-[a-z-]+|files):[0-9a-z-]{1,40}$/;

/** The attempt a page came back with, whichever of its acts was refused; calm where `?refused=` names none of them. */
export const readActAttempt = (refused: string | undefined) =>
  readAttempt(refused !== undefined && DRAFT.test(refused) ? refused : "act-none:one", refused);

const SUBJECT = /^[0-9a-z-]{1,40}$/;

/** The id an act is about: in the address, or the form's own `subject`; "one" where there is only one such form on the page. */
function subjectOf(fields: FormData, params: Params): string {
  const subject = params.id ?? String(fields.get("subject") ?? "");
  return SUBJECT.test(subject) ? subject : "one";
}

/**
 * A POST route over a table of acts. The form's `to` is where it leads when done (with `?done=<act>`), its `from` where a refusal
 * leads back to; both are paths of ours, and `home` where they are not.
 */
export function actsRoute(acts: Record<string, FormAct>, home: string) {
  const known = (name: string | undefined) => (name && Object.hasOwn(acts, name) ? name : "unknown");
  return formRoute<{ act: string; done: Done | undefined }>({
    form: (fields, params) => actDraft(known(params.act), subjectOf(fields, params)),
    act: async (api, fields, params) => {
      const name = known(params.act);
      const act = acts[name] ?? refuse("NOT_FOUND");
      return { act: name, done: (await act(api, fields, params)) as Done | undefined };
    },
    done: ({ act, done }, fields) => {
      const url = new URL(done?.to ?? ownPath(fields.get("to"), home), "http://x");
      if (!done?.quiet) url.searchParams.set("done", act);
      return { to: `${url.pathname}${url.search}${url.hash}`, cookies: done?.cookies ?? [] };
    },
    back: (fields) => ownPath(fields.get("from") ?? fields.get("to"), home),
  });
}
