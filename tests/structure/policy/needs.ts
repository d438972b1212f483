// Who may: needs.
import { newKey } from "../../support/pledged";
import { DAY, type Rows, SIGNED_IN } from "./row";

export const needs: Rows = {
  "needs.byPlace": {
    may: "town district",
    call: (api, c) => api.needs.byPlace({ regionId: c.places.gaodu }),
  },
  "needs.managed": {
    may: "poster clerk grid town district",
    call: (api, c) => api.needs.managed({ needId: c.gift.id }),
  },
  "needs.managed of a request": {
    may: "poster clerk grid town district helper",
    call: (api, c) => api.needs.managed({ needId: c.asked }),
  },
  "needs.managed of a draft": { may: "helper", call: (api, c) => api.needs.managed({ needId: c.drafted }) },
  "needs.saveDraft": { may: SIGNED_IN, call: (api, c) => api.needs.saveDraft(c.draftOf(c.places.xipandun)) },
  "needs.saveDraft over another's": {
    may: "helper",
    call: (api, c) => api.needs.saveDraft({ ...c.draftOf(c.places.xipandun), needId: c.drafted }),
  },
  "needs.submit": { may: "helper", call: (api, c) => api.needs.submit({ needId: c.drafted }) },
  "needs.publish": { may: "poster clerk district", call: (api, c) => api.needs.publish({ needId: c.asked }) },
  "needs.giveBack": {
    may: "poster clerk district",
    call: (api, c) => api.needs.giveBack({ needId: c.asked, question: "几点？" }),
  },
  "needs.reject": {
    may: "poster clerk district",
    call: (api, c) => api.needs.reject({ needId: c.asked, reason: "hotline_12345" }),
  },
  "needs.takeBack": { may: "poster clerk helper", call: (api, c) => api.needs.takeBack({ needId: c.asked }) },
  "needs.pause": { may: "poster clerk", call: (api, c) => api.needs.pause({ needId: c.gift.id }) },
  "needs.resume": { may: "poster clerk", call: (api, c) => api.needs.resume({ needId: c.gift.id }) },
  "needs.seal": { may: "poster clerk", call: (api, c) => api.needs.seal({ needId: c.gift.id }) },
  "needs.change": {
    may: "poster clerk",
    call: (api, c) => api.needs.change({ needId: c.gift.id, title: "换个说法" }),
  },
  "needs.changeLines": {
    may: "poster clerk",
    call: (api, c) =>
      api.needs.changeLines({ needId: c.gift.id, lines: [{ lineId: c.goods.id, quantity: "2000" }] }),
  },
  "needs.confirm": {
    may: "poster clerk",
    call: (api, c) => api.needs.confirm({ needId: c.gift.id, answer: "still" }),
  },
  "needs.certify": {
    may: "town district",
    call: (api, c) =>
      api.needs.certify({
        key: newKey(),
        lineId: c.uncertified.lines[0]?.id as string,
        certifiedOn: DAY,
        stock: "1000",
        evidence: "看了仓库",
      }),
  },
  "needs.revokeCertification": {
    may: "town district",
    call: (api, c) =>
      api.needs
        .certify({
          key: newKey(),
          lineId: c.uncertified.lines[0]?.id as string,
          certifiedOn: DAY,
          stock: "1000",
          evidence: "看了仓库",
        })
        .then((a) => api.needs.revokeCertification({ certificationId: a.certificationId })),
  },
  "needs.look": {
    may: "poster clerk helper",
    call: (api, c) => api.needs.look({ needId: c.asked, what: "contact" }),
  },
};
