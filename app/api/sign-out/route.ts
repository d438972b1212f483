import { formRoute } from "@/app/_trpc/form";

export const POST = formRoute({
  form: () => "sign-out",
  act: (api) => api.sessions.signOut(),
  done: ({ cookies }) => ({ to: "/", cookies }),
  back: () => "/",
});
