// The ways on from a team's page: one line per room. `for`: who sees it.
import { correctionWords } from "@/app/_copy/corrections";
import { invitationWords } from "@/app/_copy/invitations";
import { memberWords } from "@/app/_copy/members";
import { askWords, awardWords } from "@/app/_copy/records";
import { seatWords } from "@/app/_copy/seats";
import type { IconName } from "@/app/_ui/icon";

type Door = { path: string; label: string; icon: IconName; for: "runs" | "all" };

export const DOORS: readonly Door[] = [
  { path: "/invitations", label: invitationWords.teamTitle, icon: "hand", for: "runs" },
  { path: "/members", label: memberWords.title, icon: "people", for: "runs" },
  { path: "/reports", label: memberWords.reportsDoor, icon: "list", for: "runs" },
  { path: "/certificates", label: memberWords.certificatesDoor, icon: "shield", for: "runs" },
  { path: "/shifts", label: seatWords.door, icon: "calendar", for: "all" },
  { path: "/hours", label: correctionWords.inbox, icon: "clock", for: "runs" },
  { path: "/training", label: awardWords.trainingTitle, icon: "skill", for: "runs" },
  { path: "/asks", label: askWords.title, icon: "question", for: "runs" },
  { path: "/about", label: memberWords.aboutDoor, icon: "edit", for: "runs" },
];
