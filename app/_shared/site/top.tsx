import { chrome } from "@/app/_copy/chrome";
import { caller, viewer } from "@/app/_trpc/server";
import { TopBar } from "@/app/_ui/page";
import { readPlace } from "./place";

/** The top bar of public pages: knows the remembered place and whether somebody is signed in. */
export async function PublicTop({ back, title }: { back?: string; title?: string }) {
  const [actor, place] = await Promise.all([viewer(), back ? null : readPlace()]);
  const unread = actor ? (await (await caller()).notices.unread()).unread : 0;
  return (
    <TopBar
      title={title}
      back={back ? { href: back } : undefined}
      place={back ? undefined : { href: "/regions", label: place?.name ?? chrome.choosePlace }}
      who={{ signedIn: actor !== null, unread }}
    />
  );
}
