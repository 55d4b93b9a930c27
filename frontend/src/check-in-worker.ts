// Opens the check-in page where there is no line; every other page goes its way untouched.
interface Waiting extends Event {
  waitUntil(promise: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(name: "install" | "activate", then: (event: Waiting) => void): void;
  addEventListener(name: "fetch", then: (event: Fetching) => void): void;
}

const worker = self as unknown as Worker;
const PAGE = /^\/events\/[^/]+\/check-in\/$/;
const SHELL = "?shell=1";
// A line this slow is none for somebody who stands at a door.
const PATIENCE = 5_000;

const pathOf = (address: string): string => (address ? new URL(address).pathname : "");

async function page(request: Request, path: string): Promise<Response> {
  const kept = await caches.match(path + SHELL);
  if (!kept) return fetch(request);
  const slow = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE));
  return Promise.race([fetch(request).catch(() => kept), slow]);
}

async function piece(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (PAGE.test(address.pathname) && !address.search.includes("shell")) event.respondWith(page(request, address.pathname));
    return;
  }
  // Styles ask for letters in their own name.
  const asking = pathOf(request.referrer);
  const isPiece = address.pathname.startsWith("/static/") || ["/mark.svg", "/region.css"].includes(address.pathname);
  if (isPiece && (PAGE.test(asking) || asking.endsWith(".css"))) event.respondWith(piece(request));
});
