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
