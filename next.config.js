// Next runs inside our own process (server/main.ts). The folder of the build is named by its sources (server/cli/build.mjs),
// so that a running server keeps its files while a newer one is built.
const dev = process.env.NODE_ENV !== "production";

/** @type {import("next").NextConfig} */
export default {
  distDir: process.env.HRB_DIST ?? ".next",
  generateBuildId: () => process.env.HRB_BUILD ?? "local",
  poweredByHeader: false,
  devIndicators: false,
  images: { unoptimized: true },
  // `npm test` type-checks everything once; a start need not do it again.
  // Next writes its own wishes into a tsconfig: into one beside its build, never into ours.
  typescript: { ignoreBuildErrors: true, tsconfigPath: process.env.HRB_TSCONFIG ?? "tsconfig.json" },
  serverExternalPackages: [
    "mysql2",
    "kysely",
    "pino",
    "sharp",
    "file-type",
    "pinyin-pro",
    "rate-limiter-flexible",
    "pdfkit",
    "@alicloud/dysmsapi20170525",
    "@alicloud/openapi-core",
    "@darabonba/typescript",
    "@node-rs/jieba",
    "tencentcloud-sdk-nodejs-sms",
  ],
  ...(dev ? { allowedDevOrigins: ["127.0.0.1", "localhost"] } : {}),
};
