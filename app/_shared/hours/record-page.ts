// What both pages of one record load: mine, and that of whoever answers for it.
import { signedIn } from "@/app/_shared/desk/signed-in";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now } from "@/app/_trpc/site";

export type RecordPageProps = {
  params: Promise<{ recordId: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

/** Whoever is not signed in signs in first; whoever may not see the record finds no page. */
export async function recordPage(
  { params, searchParams }: RecordPageProps,
  under: "/me/hours" | "/desk/hours",
) {
  const [{ recordId }, { done, refused }] = await Promise.all([params, searchParams]);
  const path = `${under}/${recordId}`;
  await signedIn(path);
  const api = await caller();
  const [record, asked, attempt] = await Promise.all([
    orNotFound(api.hours.record({ recordId })),
    orNotFound(api.hours.correctionsOf({ recordId })),
    readActAttempt(refused),
  ]);
  return { path, done, refused, record, asked, attempt, now: now() };
}
