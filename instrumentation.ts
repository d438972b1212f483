// Next tells here of every fault while a page or route was made; ours is the only log (Next's own would print values).
import type { Instrumentation } from "next";

export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { runtime } = await import("@/server/platform/runtime");
  const { digest } = (error ?? {}) as { digest?: string };
  runtime().log.error(
    { err: error, path: request.path.split("?")[0], method: request.method, digest },
    "fault",
  );
};
