/** The draft that carries the other side's number to the page that shows it once. Pure. */
export const pledgeContactDraft = (pledgeId: string): string => `pledge-contact:${pledgeId}`;
