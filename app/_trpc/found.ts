// What the domain does not show is a page that does not exist.
import { notFound } from "next/navigation";
import { refusalOf } from "@/server/trpc/procedures";

/** The answer, or Next's 404 where the domain refused NOT_FOUND or the address holds no id. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const code = refusalOf(error)?.code;
    if (code === "NOT_FOUND" || code === "INVALID") notFound();
    throw error;
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
