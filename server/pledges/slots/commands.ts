// A slot belongs to a need's line, and needs raise and lower its ceiling; pledges reach the same one move from here.
export { moveSlot, type SlotMove } from "@/server/needs/slots/commands";
