// Where next-auth's own addresses are mounted, for the providers to come.
import { endOfSession } from "@/server/people/sessions/commands";
import { authRoute } from "@/server/platform/auth";
import { runtime } from "@/server/platform/runtime";

type Route = { params: Promise<{ nextauth: string[] }> };

function answer(request: Request, route: Route): Promise<Response> {
  const world = runtime();
  const { keys, config } = world;
  return authRoute(
    { keys, ...config, onSignOut: (sessionId) => endOfSession(world, sessionId) },
    request,
    route,
  );
}

export { answer as GET, answer as POST };
