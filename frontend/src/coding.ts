// Coding by keyboard: the words selected in the notes go into the form, digits tick codes.
const form = document.querySelector<HTMLFormElement>("form[data-coding]");

function field<Kind extends HTMLElement>(of: HTMLFormElement, name: string): Kind | null {
  return of.querySelector<Kind>(`[name="${name}"]`);
}

/** Where the selection begins in the text of its note, counted as the site counts: in whole letters. */
function place(note: HTMLElement, range: Range): number {
  const before = document.createRange();
  before.selectNodeContents(note);
  before.setEnd(range.startContainer, range.startOffset);
  return [...before.toString()].length;
}

function take(of: HTMLFormElement): boolean {
  const selection = getSelection();
  if (!selection || selection.isCollapsed) return false;
  const range = selection.getRangeAt(0);
  const start = range.startContainer.parentElement?.closest<HTMLElement>("[data-note]");
  const words = field<HTMLTextAreaElement>(of, "words");
  if (!start || !start.contains(range.endContainer) || !words) return false;
  words.value = selection.toString().trim();
  const near = field<HTMLInputElement>(of, "near");
  if (near) near.value = String(place(start, range));
  const note = field<HTMLSelectElement>(of, "note");
  if (note) note.value = start.dataset["note"] ?? "";
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select");
}

function start(of: HTMLFormElement): void {
  let voice = false;
  of.querySelector<HTMLElement>("[data-coding-keys]")?.removeAttribute("hidden");
  document.addEventListener("mouseup", () => void take(of));
  document.addEventListener("keydown", (event) => {
    // Where one answer is read after another, Enter alone goes on; beside long notes it would be pressed by mistake.
    const alone = of.dataset["coding"] === "one" && event.target === document.body;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || alone)) return of.requestSubmit();
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const wasVoice = voice;
    voice = key === "p";
    if (key === "q") {
      if (take(of)) event.preventDefault();
    } else if (key === "n") {
      event.preventDefault();
      field<HTMLInputElement>(of, "new_codes")?.focus();
    } else if (/^[1-9]$/.test(key) && wasVoice) {
      const select = field<HTMLSelectElement>(of, "voice");
      if (select && [...select.options].some((option) => option.value === `P${key}`)) select.value = `P${key}`;
    } else if (/^[1-9]$/.test(key)) {
      of.querySelectorAll<HTMLInputElement>('[name="codes"]')[Number(key) - 1]?.click();
    }
  });
}

if (form) start(form);

export {};
