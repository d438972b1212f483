// Who may: places and the switches of a district.
import type { Rows } from "./row";

export const regions: Rows = {
  "settings.set": {
    may: "district",
    call: (api, c) => api.settings.set({ countyId: c.places.luozhuang, saleLines: true }),
  },
  "regions.add": {
    may: "town district",
    call: (api, c) => api.regions.add({ parentId: c.places.gaodu, level: 5, name: "新并村" }),
  },
  "regions.add a grid": {
    may: "poster clerk town district",
    call: (api, c) => api.regions.add({ parentId: c.places.xipandun, level: 7, name: "第一网格" }),
  },
  "regions.rename": {
    may: "town district",
    call: (api, c) => api.regions.rename({ id: c.places.xipandun, name: "潘墩新村" }),
  },
  "regions.merge": {
    may: "district",
    call: (api, c) => api.regions.merge({ id: c.places.xipandun, intoId: c.places.xisanchong }),
  },
  "regions.addAlias": {
    may: "poster clerk town district",
    call: (api, c) => api.regions.addAlias({ id: c.places.xipandun, name: "老潘墩" }),
  },
  "regions.removeAlias": {
    may: "poster clerk town district",
    call: (api, c) =>
      api.regions.addAlias({ id: c.places.xipandun, name: "老潘墩" }).then(async () =>
        api.regions.removeAlias({
          aliasId: (await api.regions.aliases({ id: c.places.xipandun }))[0]?.id as string,
        }),
      ),
  },
};
