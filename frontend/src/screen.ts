// The clock of a workshop: counts on by itself between two answers of the site, and while there is none.
const REST = 4000;
const PATIENCE = 8000;

interface Running {
  element: HTMLElement;
  left: number;
  since: number;
}

let running: Running | null = null;

function spoken(seconds: number): string {
  const [hours, minutes, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number: number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(second)}` : `${minutes}:${two(second)}`;
}

function show(): void {
  const element = document.querySelector<HTMLElement>("[data-clock]");
  if (!element) return;
  // A new answer of the site is a new element: its time counts from now.
  if (running?.element !== element) {
    running = { element, left: Number(element.dataset["left"]), since: performance.now() };
  }
  if (element.dataset["runs"] === undefined) return;
  const left = running.left - Math.floor((performance.now() - running.since) / 1000);
  const digits = element.querySelector<HTMLElement>("[data-digits]");
  const said = element.querySelector<HTMLElement>("[data-said]");
  const words = spoken(Math.max(0, left));
  if (digits && digits.textContent !== words) digits.textContent = words;
  if (left <= 0 && said && element.dataset["over"] === undefined) {
    element.dataset["over"] = "";
    said.textContent = said.dataset["overWord"] ?? "";
  }
}

function tellBroken(broken: boolean): void {
  const line = document.querySelector<HTMLElement>("[data-broken-line]");
  if (line) line.hidden = !broken;
}

async function ask(): Promise<void> {
  try {
    const answer = await fetch(location.href, {
      headers: { "HX-Request": "true" },
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
    // The address was renewed or the screen closed: the page says so itself.
    if (answer.status === 404) return location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-screen]");
    const old = document.querySelector("[data-screen]");
    if (made && old) old.replaceWith(document.adoptNode(made));
    tellBroken(false);
    show();
  } catch {
    tellBroken(true);
  }
}

async function follow(): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, REST));
    if (!document.hidden) await ask();
  }
}

if (document.querySelector("[data-screen]")) {
  void follow();
  // The projector shall not go dark while people work; where the browser cannot promise it, it does not.
  const stayAwake = () => void navigator.wakeLock?.request("screen").catch(() => undefined);
  stayAwake();
  document.addEventListener("visibilitychange", stayAwake);
}
show();
setInterval(show, 250);

export {};
