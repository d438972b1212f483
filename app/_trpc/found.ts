// What the domain does not show is a page that does not exist.
import { notFound } from "next/navigation";
import { refusalSentence } from "@/app/_copy/refusals";
import { refusalOf } from "@/server/trpc/procedures";

/** The answer, or Next's 404 where the domain refused NOT_FOUND, the page is not the reader's, or the address holds no id. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const code = refusalOf(error)?.code;
    if (code === "NOT_FOUND" || code === "INVALID" || code === "FORBIDDEN") notFound();
    throw error;
  }
}

/** The answer, or null where the domain refused it. A fault stays one: it is not the same as nothing there. */
export const orNull = async <T>(answer: Promise<T>): Promise<T | null> => (await orRefused(answer)).value;

/** The same of a list: none where it was refused, as a search for too short a word is. */
export const orNone = async <T>(answer: Promise<T[]>): Promise<T[]> => (await orNull(answer)) ?? [];

/** As orNotFound; who asked too often is told so, and for how long. */
export async function orTooMany<T>(
  answer: Promise<T>,
): Promise<{ value: T; tooMany: null } | { value: null; tooMany: string }> {
  try {
    return { value: await orNotFound(answer), tooMany: null };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.code !== "TOO_MANY") throw error;
    return { value: null, tooMany: refusalSentence(refusal.code, refusal.facts) };
  }
}

/** The answer, or the code of the refusal: for pages that have a word for each. */
export async function orRefused<T>(
  answer: Promise<T>,
): Promise<{ value: T; refused: null } | { value: null; refused: string }> {
  try {
    return { value: await answer, refused: null };
  } catch (error) {
    const code = refusalOf(error)?.code;
    if (code === undefined) throw error;
    return { value: null, refused: code };
  }
}

/** The answer, or what was refused as a form says it: for pages that ask by their address. */
export async function orToldWhy<T>(answer: Promise<T>): Promise<{
  value: T | null;
  refusal: { code: string; sentence: string; fields: Record<string, string> } | null;
}> {
  try {
    return { value: await answer, refusal: null };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    if (refusal.code === "NOT_FOUND") notFound();
    const { fields } = refusal.facts;
    return {
      value: null,
      refusal: {
        code: refusal.code,
        sentence: refusalSentence(refusal.code, refusal.facts),
        fields: typeof fields === "object" && fields !== null ? fields : {},
      },
    };
  }
}
