// What one writes into a long form survives a reload, a broken line and the way back: the tab keeps it, nobody else.
interface Draft {
  values: [string, string][];
  // How often the entry had been changed when the form was opened, so that others' changes are met, not overwritten.
  seen: string;
  sent: boolean;
}

const form = document.querySelector<HTMLFormElement>("form[data-draft]");
const key = (path: string) => `savienojums.draft.${path}`;

function stored(path: string): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(key(path)) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

function store(path: string, draft: Draft | null): void {
  try {
    if (draft) sessionStorage.setItem(key(path), JSON.stringify(draft));
    else sessionStorage.removeItem(key(path));
  } catch {
    // A browser that keeps nothing loses what any browser lost before.
  }
}

const fields = (of: HTMLFormElement) =>
  [...of.elements].filter(
    (field): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
      (field instanceof HTMLInputElement && !["hidden", "file", "password", "submit"].includes(field.type)) ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement,
  );

const isTicked = (field: Element): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");

function written(of: HTMLFormElement): [string, string][] {
  return fields(of)
    .filter((field) => field.name && (!isTicked(field) || field.checked))
    .map((field) => [field.name, field.value]);
}

function restore(of: HTMLFormElement, draft: Draft): void {
  const left = draft.values.map(([name, value]) => `${name}\n${value}`);
  for (const field of fields(of)) {
    if (isTicked(field)) field.checked = left.includes(`${field.name}\n${field.value}`);
    else field.value = draft.values.find(([name]) => name === field.name)?.[1] ?? "";
  }
  const seen = of.querySelector<HTMLInputElement>("input[name=seen]");
  if (seen && draft.seen) seen.value = draft.seen;
}

function tell(of: HTMLFormElement, path: string): void {
  const notice = document.createElement("div");
  notice.className = "notice notice-info";
  const sentence = document.createElement("p");
  sentence.textContent = of.dataset["draft"] ?? "";
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "button button-quiet";
  drop.textContent = of.dataset["draftDrop"] ?? "";
  drop.addEventListener("click", () => {
    store(path, null);
    of.reset();
    notice.remove();
  });
  notice.append(sentence, drop);
  of.before(notice);
}

function look(of: HTMLFormElement): void {
  const path = location.pathname;
  const draft = stored(path);
  // A form that comes back with faults holds what was written already.
  const cameBack = of.querySelector("[aria-invalid=true]") !== null || of.dataset["draftMet"] !== undefined;
  if (draft && !cameBack) {
    if (JSON.stringify(draft.values) === JSON.stringify(written(of))) store(path, null);
    else {
      restore(of, draft);
      tell(of, path);
    }
  }
  let waiting = 0;
  const keep = (sent: boolean) => {
    const seen = of.querySelector<HTMLInputElement>("input[name=seen]")?.value ?? "";
    store(path, { values: written(of), seen, sent });
  };
  of.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => keep(false), 300);
  });
  of.addEventListener("submit", () => {
    clearTimeout(waiting);
    keep(true);
  });
}

// A page that says it went well follows a form that was sent: its draft is done with.
if (document.querySelector("#messages .notice-success")) {
  for (const name of Object.keys(sessionStorage)) {
    const path = name.startsWith(key("")) ? name.slice(key("").length) : "";
    if (path && stored(path)?.sent) store(path, null);
  }
}
if (form) look(form);

export {};
