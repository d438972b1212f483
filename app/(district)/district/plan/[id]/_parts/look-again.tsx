"use client";
// Looks again after some seconds, where there is script; where there is none, the page refreshes itself.
import { useRouter } from "next/navigation";
import { useEffect } from "react";

export function LookAgain({ seconds }: { seconds: number }) {
  const { refresh } = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") refresh();
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [refresh, seconds]);
  return null;
}
