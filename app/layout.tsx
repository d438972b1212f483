// The frame of every page: language, the reader's text size, demo ribbon, footer, and the one small script.
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { chrome } from "./_copy/chrome";
import { DemoBar } from "./_shared/demo/demo-bar";
import { siteFacts } from "./_trpc/site";
import { COMPAT_SCRIPT } from "./_ui/compat";
import { elderLevel } from "./_ui/elder";
import { Enhance } from "./_ui/enhance";
import { Footer } from "./_ui/footer";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const site = siteFacts();
  return {
    title: { default: `${chrome.name}：${chrome.tagline}`, template: `%s · ${chrome.name}` },
    description: chrome.tagline,
    robots: site.demo ? { index: false, follow: false } : undefined,
    formatDetection: { telephone: false },
  };
}

// No maximum-scale: people may zoom, and WeChat's own text size is respected.
export const viewport: Viewport = { width: "device-width", initialScale: 1, themeColor: "#fbf8f3" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const elder = await elderLevel();
  return (
    <html lang="zh-CN" data-elder={elder ?? undefined} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: old kernels must be mended before any other script runs, and without a request; React would escape it as text. It is our own constant, and the content security policy lets it through by its hash */}
        <script dangerouslySetInnerHTML={{ __html: COMPAT_SCRIPT }} />
      </head>
      <body>
        <a className="skip" href="#main">
          {chrome.skip}
        </a>
        <DemoBar />
        <p className="offline" role="status">
          {chrome.offline}
        </p>
        {children}
        <Footer site={siteFacts()} />
        <Enhance />
      </body>
    </html>
  );
}
