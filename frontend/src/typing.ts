// Typing sheets back: the statements of a sheet appear with its code, and what is typed stands beside them at once.
const form = document.querySelector<HTMLFormElement>("form[data-typing]");
const place = document.querySelector<HTMLElement>("#typing-rows");
const told = document.querySelector<HTMLElement>("[data-typing-row]");

// As typed.py reads them.
const KEYS: Record<string, string> = { "1": "1", "2": "2", "3": "3", "0": "3", "-": "-", " ": "-", "_": "-", "–": "-", x: "x", X: "x", "*": "x", "?": "x" };
const REST = /[.,][., ]*$/;
const CODE = 6;

function field(name: string): HTMLInputElement | null {
  return form?.querySelector<HTMLInputElement>(`input[name="${name}"]`) ?? null;
}

function code(): string {
  return (field("code")?.value ?? "").toLowerCase().replace(/[\s.–-]/g, "");
}

function rows(): HTMLElement[] {
  return [...(place?.querySelectorAll<HTMLElement>("[data-typing-rows] > li") ?? [])];
}

/** The mark of every row as far as the line goes, and whether every key of it is one. */
function marks(line: string, count: number): { marks: string[]; sound: boolean } {
  const rest = REST.test(line);
  const keys = [...line.replace(REST, "")];
  const found = keys.map((key) => KEYS[key] ?? "");
  if (rest) while (found.length < count) found.push("-");
  return { marks: found, sound: found.length === count && found.every((mark) => mark !== "") };
}

function show(): void {
  const all = rows();
  const list = all[0]?.parentElement;
  const seen = form?.querySelector<HTMLInputElement>("[data-typing-seen]");
  const line = field("line")?.value ?? "";
  const typed = marks(line, all.length);
  all.forEach((row, at) => {
    const mark = typed.marks[at];
    row.dataset["mark"] = mark ?? "";
    const told = row.querySelector(".typing-mark");
    const word = mark === "" ? `${[...line][at] ?? ""} ?` : mark === "-" ? "–" : mark ? (list?.getAttribute(`data-mark-${mark}`) ?? "") : "";
    if (told && told.textContent !== word) told.textContent = word;
    if (at === typed.marks.length && line !== "") row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  });
  // What was shown while it was typed need not be shown once more.
  if (seen) seen.value = all.length > 0 && typed.sound ? "1" : "";
  follow(all[Math.min(typed.marks.length, all.length - 1)], typed.marks.length, all.length);
}

function follow(row: HTMLElement | undefined, typed: number, count: number): void {
  if (!row || !told) return;
  const words = row.querySelector(".typing-text")?.textContent ?? "";
  told.textContent = typed < count && typed > 0 ? `${typed + 1}. ${words}` : "";
  const box = place?.getBoundingClientRect();
  const here = row.getBoundingClientRect();
  if (box && place && (here.bottom > box.bottom || here.top < box.top)) place.scrollTop += here.top - box.top - box.height / 3;
}

let shown = code();

async function look(address: string): Promise<void> {
  const asked = code();
  if (asked.length !== CODE || asked === shown || !place) return;
  shown = asked;
  try {
    const answer = await fetch(`${address}?code=${encodeURIComponent(asked)}`, { credentials: "same-origin" });
    if (!answer.ok || asked !== code()) return;
    place.innerHTML = await answer.text();
    if (place.querySelector("[data-typing-trouble]")) {
      // Whatever was typed meanwhile belongs to the sheet whose code is to be corrected.
      field("code")?.focus();
      field("code")?.select();
    }
  } catch {
    // Without a line nothing is shown beside the keys; the server will show it before it is kept.
    shown = "";
  }
  show();
}

function start(of: HTMLFormElement): void {
  const address = of.dataset["typingAddress"] ?? "";
  const first = field("code");
  first?.addEventListener("input", () => {
    if (code().length !== CODE) return;
    void look(address);
    field("line")?.focus();
  });
  first?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    field("line")?.focus();
  });
  field("line")?.addEventListener("input", show);
  // Two sheets at once would be one sheet twice.
  of.addEventListener("submit", (event) => {
    if (of.dataset["sent"]) event.preventDefault();
    of.dataset["sent"] = "1";
  });
  addEventListener("pageshow", () => delete of.dataset["sent"]);
  if (first && code() && !rows().length) void look(address);
  show();
}

if (form) start(form);

// In a questionnaire, what is answered by one digit goes on by itself; Enter saves, except within longer words.
const paper = document.querySelector<HTMLFormElement>("form[data-typing-survey]");
paper?.addEventListener("input", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || !field.hasAttribute("data-typing-one") || !/^\d$/.test(field.value)) return;
  const all = [...paper.querySelectorAll<HTMLElement>("input:not([type=hidden]), textarea, select, button")];
  all[all.indexOf(field) + 1]?.focus();
});
paper?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) paper.requestSubmit();
});

// Arrow keys turn the statements on the wall.
document.addEventListener("keydown", (event) => {
  const way = { ArrowRight: "next", ArrowLeft: "prev", PageDown: "next", PageUp: "prev" }[event.key];
  if (way && !event.altKey && document.querySelector(".hall-screen")) document.querySelector<HTMLAnchorElement>(`a[rel="${way}"]`)?.click();
});

export {};
