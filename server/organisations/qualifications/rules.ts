// Which qualification covers which. Pure.

/** Beside itself: who may drive a lorry may drive a car, and any licence is "a driver". */
const COVERED_BY: Record<string, readonly string[]> = {
  driver: ["driver_a", "driver_c"],
  driver_c: ["driver_a"],
};

/** All kinds whose holder is qualified for `wanted`. */
export const kindsFor = (wanted: string): string[] => [wanted, ...(COVERED_BY[wanted] ?? [])];
