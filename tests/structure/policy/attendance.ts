// Who may: the day of a shift.
import { codesFrom } from "@/server/attendance/codes/data";
import { newKey } from "../../support/pledged";
import type { Rows } from "./row";

export const attendance: Rows = {
  "attendance.day": {
    may: "poster clerk leader manager",
    call: (api, c) => api.attendance.day({ slotId: c.day.slotId }),
  },
  "attendance.begin": {
    may: "poster clerk",
    call: (api, c) => api.attendance.begin({ slotId: c.shift.slotId }),
  },
  "attendance.callIn": {
    may: "poster clerk leader manager",
    call: (api, c) => api.attendance.callIn({ slotId: c.day.slotId, personId: c.people.helper.id }),
  },
  "attendance.callOut": {
    may: "poster clerk leader manager",
    call: (api, c) => api.attendance.callOut({ slotId: c.day.slotId, personId: c.people.helper.id }),
  },
  "attendance.undo": {
    may: "poster clerk leader manager",
    call: (api, c) => api.attendance.undo({ slotId: c.day.slotId, personId: c.people.helper.id, was: "in" }),
  },
  // its team has people there and does not run it: that is in tests/server/attendance/roll
  "attendance.newcomer": {
    may: "poster clerk",
    lasting: true,
    call: (api, c) =>
      api.attendance.newcomer({
        slotId: c.day.slotId,
        name: "新人",
        how: "spoken",
        privacy: true,
        age14: true,
        key: newKey(),
      }),
  },
  "attendance.use": {
    may: "grid town district helper leader manager member fPoster fClerk fGrid fTown fDistrict fLeader stranger",
    call: async (api, c) => {
      const at = c.world.clock.now();
      const { token } = codesFrom(c.world.keys, c.day.slotId, at, 1)[0] as { token: string };
      return api.attendance.use({ ticket: (await api.attendance.open({ token })).ticket });
    },
  },
  "attendance.events": {
    may: "poster clerk leader manager",
    call: (api, c) =>
      api.attendance.events({
        slotId: c.day.slotId,
        device: c.newId(),
        events: [{ id: c.newId(), seq: 1, kind: "in", personId: c.people.helper.id, ago: 0 }],
      }),
  },
  "attendance.roster": {
    may: "poster clerk",
    call: (api, c) => api.attendance.roster({ slotId: c.day.slotId }),
  },
  "attendance.toState": {
    may: "poster clerk grid",
    call: (api, c) => api.attendance.toState({ slotId: c.day.slotId }),
  },
  "attendance.state": {
    may: "poster clerk grid",
    call: (api, c) => api.attendance.state({ slotId: c.day.slotId, headcount: "3", hours: "4" }),
  },
};
