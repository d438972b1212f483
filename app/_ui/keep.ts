// What is typed into a long form (data-keep) outlives a reload and a dead network: in this tab of this browser, until it was sent.
const SENT = "kept-sent";
/** By the address, whether something was refused or not. */
const nameOf = (form: HTMLFormElement) =>
  `kept:${location.pathname}${location.search.replace(/[?&]refused=[^&]*/, "")}#${form.id}`;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const ticks = (field: Field): field is HTMLInputElement => /^(checkbox|radio)$/.test(field.type);
/** A code is used once, and what is hidden is the page's own. */
const fieldsOf = (form: HTMLFormElement) =>
  [...form.querySelectorAll<Field>("input,textarea,select")].filter(
    (field) => !/^(hidden|file|submit|password)$/.test(field.type) && field.name !== "code",
  );

/** What the server put there: another page, or the same one with other values, takes nothing back. */
const given = (form: HTMLFormElement) =>
  JSON.stringify(
    fieldsOf(form).map((field) => {
      if (ticks(field)) return [field.name, field.defaultChecked];
      if (field instanceof HTMLSelectElement)
        return [field.name, [...field.options].findIndex((option) => option.defaultSelected)];
      return [field.name, field.defaultValue];
    }),
  );

/** A browser without storage keeps nothing, and everything else goes on. */
function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

export const keep = (form: HTMLFormElement) =>
  quietly(() => {
    const typed = fieldsOf(form).map((field) => (ticks(field) ? field.checked : field.value));
    sessionStorage.setItem(nameOf(form), JSON.stringify({ given: given(form), typed }));
  });

/** Whoever leaves takes what they typed with them; what was sent is forgotten on the page that follows. */
export const sending = (form: HTMLFormElement) =>
  quietly(() => {
    if (/\/api\/(sign-out|persona)$/.test(form.action)) sessionStorage.clear();
    else if (form.dataset.keep !== undefined) sessionStorage.setItem(SENT, nameOf(form));
  });

/** Once, when a page has come. */
export const giveBack = () =>
  quietly(() => {
    const forms = [...document.querySelectorAll<HTMLFormElement>("form[data-keep]")];
    const sent = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    if (sent !== null && !forms.some((form) => nameOf(form) === sent)) sessionStorage.removeItem(sent);
    for (const form of forms) {
      const kept = JSON.parse(sessionStorage.getItem(nameOf(form)) ?? "null");
      if (kept?.given !== given(form)) sessionStorage.removeItem(nameOf(form));
      else
        fieldsOf(form).forEach((field, i) => {
          if (ticks(field)) field.checked = kept.typed[i];
          else field.value = kept.typed[i];
        });
    }
  });
