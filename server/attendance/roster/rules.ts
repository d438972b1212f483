// The code of a row on the printed list: by it the paper is read back without spelling names. Pure.

/** Without letters and figures that look alike on paper, or in handwriting. */
const LETTERS = "ACDEFHJKMNPRTUVWXY3479";
export const ROW_CODE_LENGTH = 4;
/** Empty rows below, for who walks in. */
export const BLANK_ROWS = 6;

/** hash: hex of shift and person. The same on every printing. */
export function rowCode(hash: string): string {
  let rest = Number.parseInt(hash.slice(0, 12), 16);
  let code = "";
  for (let i = 0; i < ROW_CODE_LENGTH; i++) {
    code += LETTERS[rest % LETTERS.length];
    rest = Math.floor(rest / LETTERS.length);
  }
  return code;
}

/** As typed from paper: lower case, spaces and full-width letters are forgiven. */
export const readRowCode = (typed: string): string =>
  typed.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
