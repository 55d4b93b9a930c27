// What changed of a measure since one was here: the browser remembers the visit, and nobody else does.
interface Visit {
  at: number;
  before: number;
}

// Looking again within this time is still the same visit.
const SAME_VISIT = 30 * 60 * 1000;

function kept(key: string): Visit {
  try {
    const { at = 0, before = 0 } = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Visit>;
    return Number.isFinite(at) && Number.isFinite(before) ? { at, before } : { at: 0, before: 0 };
  } catch {
    return { at: 0, before: 0 };
  }
}

function keep(key: string, visit: Visit): void {
  try {
    localStorage.setItem(key, JSON.stringify(visit));
  } catch {
    // A browser that keeps nothing shows the page as to everyone.
  }
}

// The lines that came after that moment, marked.
function mark(since: number): number {
  let count = 0;
  for (const line of document.querySelectorAll<HTMLElement>(".lately-row[data-at]")) {
    if (Date.parse(line.dataset["at"] ?? "") <= since) continue;
    line.classList.add("is-new");
    line.querySelector<HTMLElement>(".lately-new")?.removeAttribute("hidden");
    count += 1;
  }
  return count;
}

const notice = document.querySelector<HTMLElement>("[data-visits]");
if (notice) {
  const key = `savienojums.visit.${notice.dataset["visits"] ?? ""}`;
  const last = kept(key);
  const now = Date.now();
  const since = now - last.at > SAME_VISIT ? last.at : last.before;
  keep(key, { at: now, before: since });
  if (since > 0 && mark(since) > 0) {
    const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(since);
    const words = notice.querySelector("span");
    if (words) words.textContent = (notice.dataset["sentence"] ?? "").replace("{day}", day);
    notice.hidden = false;
  }
}

export {};
