// Answering by keys, and how many characters are left of a statement; everything works without.
const KEYS: Record<string, string> = { "1": "agree", "2": "disagree", "3": "pass", "0": "back" };
const OFF = "voices-keys-off";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

/** Keys count in the card and where nothing else has the focus; whoever wants none switches them off. */
function takesKeys(section: HTMLElement, target: EventTarget | null): boolean {
  if (isTyping(target)) return false;
  return target === document.body || (target instanceof Node && section.contains(target));
}

function answerByKeys(section: HTMLElement, legend: HTMLElement): void {
  const toggle = legend.querySelector("button");
  let on = localStorage.getItem(OFF) === null;
  const show = (): void => toggle?.setAttribute("aria-pressed", String(on));
  legend.hidden = false;
  show();
  toggle?.addEventListener("click", () => {
    on = !on;
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    show();
  });
  document.addEventListener("keydown", (event) => {
    const answer = KEYS[event.key];
    if (!on || !answer || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!takesKeys(section, event.target)) return;
    event.preventDefault();
    section.querySelector<HTMLButtonElement>(`#answering-card button[value="${answer}"]`)?.click();
  });
}

function countDown(of: HTMLTextAreaElement): void {
  const left = of.form?.querySelector<HTMLElement>("[data-adding-left]");
  const number = left?.querySelector("b");
  if (!left || !number) return;
  const show = (): void => {
    number.textContent = String(of.maxLength - of.value.length);
  };
  left.hidden = false;
  of.addEventListener("input", show);
  show();
}

const section = document.querySelector<HTMLElement>("#answering");
const legend = section?.querySelector<HTMLElement>("[data-answering-keys]");
if (section && legend) answerByKeys(section, legend);
document.querySelectorAll<HTMLTextAreaElement>(".adding-form textarea").forEach(countDown);

export {};
