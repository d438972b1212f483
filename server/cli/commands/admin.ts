import { z } from "zod";
import { command, UsageError } from "@/server/cli/command";
import { isRefusal } from "@/server/errors";
import { createAdmin, issueSetupToken, setupLink } from "@/server/people/setup/commands";
import { createAdminInput } from "@/server/people/setup/schema";
import { migrate } from "@/server/platform/migrate";
import { findRegion } from "@/server/regions/data";
import { SHIPPED_COUNTY, seedRegions } from "@/server/regions/national/commands";
import { idOfCode } from "@/server/regions/national/rules";
import { LEVEL } from "@/server/regions/schema";

type Options = { name?: string; phone?: string; region?: string };

export const adminCreateCommand = command<Options>({
  name: "admin create",
  describe: "make somebody a district's administrator, or the person of that name and number one",
  options: [
    ["--name <name>", "what they are called"],
    ["--phone <number>", "the mobile number they sign in by"],
    ["--region <code>", "the district's six digits; the shipped district where left out"],
  ],
  async run({ world }, _args, { name, phone, region }) {
    await migrate(world.url);
    const regionId = region === undefined ? SHIPPED_COUNTY : idOfCode(region);
    const parsed = createAdminInput.safeParse({ name, phone, regionId });
    if (!parsed.success) {
      const field = z.flattenError(parsed.error).fieldErrors;
      throw new UsageError(
        `admin create needs --name and --phone: ${Object.keys(field).join(", ")} is wrong`,
      );
    }
    if (regionId === SHIPPED_COUNTY && (await findRegion(world.db, regionId)) === null)
      await seedRegions({ db: world.db });
    const district = await findRegion(world.db, regionId);
    if (district === null || district.level !== LEVEL.county)
      throw new UsageError(`no district ${region}: import it first (hrb import-regions)`);
    try {
      const made = await createAdmin(world, parsed.data);
      return { text: `${parsed.data.name} administers ${district.name}`, data: made };
    } catch (error) {
      if (isRefusal(error) && error.code === "ALREADY_GRANTED")
        return { text: `${parsed.data.name} administers ${district.name} already`, data: { already: true } };
      throw error;
    }
  },
});

export const adminLinkCommand = command({
  name: "admin link",
  describe: "print a fresh one-time link for the first administrator; the links before it stop working",
  async run({ world }) {
    await migrate(world.url);
    const token = await issueSetupToken(world);
    if (token === null)
      return {
        text: "no link: this is a demo, or somebody administers a district already (hrb admin create)",
        data: { link: null },
        exit: 1,
      };
    const link = setupLink(world.config, token);
    return { text: link, data: { link } };
  },
});
