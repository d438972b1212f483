"use client";
// A fault of ours inside a page: the frame stays. The digest is the only thing shown of the error.
import { faults } from "@/app/_copy/faults";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main id="main" className="shell main page">
      <div className="empty" role="alert">
        <h1>{faults.broken.title}</h1>
        <p>{faults.broken.text}</p>
        <p className="row justify-center">
          <button type="button" className="btn go" onClick={reset}>
            {faults.broken.act}
          </button>
          <a className="btn" href="/">
            {faults.broken.home}
          </a>
        </p>
        {error.digest ? (
          <p className="note">
            {faults.broken.code}
            {error.digest}
          </p>
        ) : null}
      </div>
    </main>
  );
}
