/** The strip above every page of a demo installation: the persona bar. */
export async function DemoBar() {
  return null;
}
