// Opens a release event.
import { said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";

export const POST = formRoute({
  form: () => "release:new",
  act: (api, fields) =>
    api.releases.open({
      regionId: said(fields, "regionId") ?? "",
      title: said(fields, "title") ?? "",
      key: said(fields, "key") ?? "",
    }),
  done: ({ releaseId }) => `/desk/release/${releaseId}`,
  back: () => "/desk/release",
});
