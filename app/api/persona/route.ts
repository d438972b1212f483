// One tap in the persona bar. Outside demo mode the procedure does not exist, and the answer is NOT_FOUND.
import { formRoute } from "@/app/_trpc/form";
import { PERSONAS, type Persona } from "@/server/people/demo/schema";

/** Where each begins: their own desk. */
const HOME: Record<string, string> = {
  secretary: "/desk",
  volunteer: "/me",
  leader: "/team",
  town_admin: "/desk",
  district_admin: "/district",
};

export const POST = formRoute({
  form: () => "persona",
  act: async (api, fields) => {
    const persona = String(fields.get("persona") ?? "");
    if (persona === "visitor") return { persona, cookies: (await api.sessions.signOut()).cookies };
    return { persona, cookies: (await api.demo.become({ persona: persona as Persona })).cookies };
  },
  done: ({ persona, cookies }) => ({
    to: (PERSONAS as readonly string[]).includes(persona) ? (HOME[persona] ?? "/") : "/",
    cookies,
  }),
  back: () => "/",
});
