// Narrowing the map without leaving it: the filters' links are fetched, only facets and list are exchanged.

const PARTS = ["map-facets", "map-list"];

export function filterInPlace(found: (count: string) => void): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("#map-facets a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void exchange(link.href, link.textContent ?? "", found);
  });
  window.addEventListener("popstate", () => location.reload());
}

async function exchange(address: string, words: string, found: (count: string) => void): Promise<void> {
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of PARTS) {
      const now = document.getElementById(id);
      const then = page.getElementById(id);
      if (!now || !then) throw new Error(id);
      now.replaceWith(document.adoptNode(then));
    }
  } catch {
    location.assign(address);
    return;
  }
  history.pushState(null, "", address);
  const links = [...document.querySelectorAll<HTMLAnchorElement>("#map-facets a[href]")];
  (links.find((link) => link.textContent === words) ?? links[0])?.focus({ preventScroll: true });
  found(document.getElementById("map-list-title")?.textContent ?? "");
}
