// What the page needs to open without a line is kept beforehand; the worker hands it out.
const CACHE = "savienojums-check-in";
const SHELL = "?shell=1";

export async function keepShell(worker: string): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(worker, { scope: "/events/" });
    const cache = await caches.open(CACHE);
    const page = await fetch(location.pathname + SHELL, { credentials: "same-origin" });
    // Signed out, the answer is another page.
    if (!page.ok || page.redirected) return;
    await cache.put(location.pathname + SHELL, page);
    const wanted = new Set(pieces());
    for (const address of wanted) if (!(await cache.match(address))) await cache.add(address);
    for (const kept of await cache.keys()) {
      const path = new URL(kept.url).pathname;
      if (path.startsWith("/static/") && !wanted.has(path)) await cache.delete(kept);
    }
    document.documentElement.dataset["checkIn"] = "kept";
  } catch {
    // Without a place to keep things the page works as long as there is a line.
  }
}

/** Scripts, styles, letters and signs that this page has loaded. */
function pieces(): string[] {
  return performance
    .getEntriesByType("resource")
    .map((entry) => new URL(entry.name))
    .filter((address) => address.origin === location.origin)
    .map((address) => address.pathname)
    .filter((path) => path.startsWith("/static/") || path === "/mark.svg" || path === "/region.css");
}

export async function dropShell(): Promise<void> {
  if ("caches" in window) await (await caches.open(CACHE)).delete(location.pathname + SHELL);
}
