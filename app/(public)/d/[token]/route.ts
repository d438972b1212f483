// The link behind a shift's QR code: the browser gets its ticket, and the page says what is next.
import { actDraft } from "@/app/_trpc/acts";
import { linkRoute } from "@/app/_trpc/link";

export const dynamic = "force-dynamic";

export const GET = linkRoute({
  form: actDraft("open", "one"),
  open: async (api, { token }) => `/d?t=${(await api.attendance.open({ token: token ?? "" })).ticket}`,
  back: "/d",
});
