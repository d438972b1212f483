// The persona bar of a demo.
import { z } from "zod";

export const PERSONAS = ["secretary", "volunteer", "leader", "town_admin", "district_admin"] as const;
export type Persona = (typeof PERSONAS)[number];

export const personaInput = z.strictObject({ persona: z.enum(PERSONAS, "malformed") });
export const personaView = z.object({ persona: z.enum(PERSONAS), name: z.string(), worn: z.boolean() });
