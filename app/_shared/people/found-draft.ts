/** The draft that carries found people to the page that shows them once. Pure. */
export const FOUND_PEOPLE = "found-people";
