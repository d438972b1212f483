"use client";
// Even the layout failed: a page that needs nothing but itself.
import { faults } from "@/app/_copy/faults";
import "./globals.css";

export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="zh-CN">
      <body>
        <title>{faults.broken.title}</title>
        <main className="shell main page">
          <div className="empty" role="alert">
            <h1>{faults.broken.title}</h1>
            <p>{faults.broken.text}</p>
            <p>
              <button type="button" className="btn go" onClick={reset}>
                {faults.broken.act}
              </button>
            </p>
            {error.digest ? (
              <p className="note">
                {faults.broken.code}
                {error.digest}
              </p>
            ) : null}
          </div>
        </main>
      </body>
    </html>
  );
}
