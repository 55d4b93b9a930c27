// The map: the server's still picture becomes one that can be moved, gathered anew and narrowed in place.
import { filterInPlace } from "./map/filter";
import { type Moving, makeMovable } from "./map/moving";
import { pointsFrom } from "./map/points";
import { Sheet } from "./map/sheet";
import { showTips } from "./map/tip";
import { whereabouts } from "./map/whereabouts";

const list = () => document.getElementById("map-list") as HTMLElement;

function start(figure: HTMLElement): void {
  const svg = figure.querySelector<SVGSVGElement>(".map-sheet");
  const frame = figure.querySelector<HTMLElement>(".map-frame");
  if (!svg || !frame) return;
  const sheet = new Sheet(svg, {
    organisation: (slug) => (svg.dataset["organisation"] ?? "").replace("-slug-", slug),
    list: (place) => {
      const asked = new URLSearchParams(list().dataset["query"]);
      if (place) asked.set("place", place);
      return `${svg.dataset["list"]}?${asked}`;
    },
  });

  let asked = "";
  const read = async (): Promise<void> => {
    const address = list().dataset["points"] ?? "";
    if (address === asked) return;
    asked = address;
    try {
      const points = await pointsFrom(address);
      if (address === asked) sheet.show(points);
    } catch {
      // The still picture stays as it is; the next movement tries again.
      asked = "";
    }
  };

  const moving: Moving = makeMovable(sheet, figure, () => {
    void read();
    remember(sheet);
  });
  showTips(frame, svg);
  svg.addEventListener("click", (event) => {
    const box = (event.target as Element).closest<SVGAElement>("a.many")?.dataset["box"];
    if (!box || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    moving.nearTo(box.split(" ").map(Number));
  });
  // On a weak line nobody pays for points before the map is touched, unless it stands too small as it came.
  svg.addEventListener("pointerenter", () => void read(), { once: true });
  svg.addEventListener("focusin", () => void read(), { once: true });
  new ResizeObserver(() => {
    if (Math.abs(Math.log2(sheet.size)) > 0.3) void read();
    sheet.settle();
  }).observe(svg);

  const status = figure.querySelector<HTMLElement>("[data-status]");
  filterInPlace((count) => {
    if (status) status.textContent = count;
    void read();
  });
}

/** The part of the map one looks at stands in the address, so that it can be shared and come back to. */
function remember(sheet: Sheet): void {
  const { k, x, y } = sheet.view;
  const address = new URL(location.href);
  const degrees = (sheet.svg.dataset["corners"] ?? "").split(" ").map(Number);
  const { width, height } = sheet;
  const metresPerUnit = Number(sheet.svg.dataset["perUnit"]);
  const [lat, lon] = whereabouts({ width, height, metresPerUnit, degrees }, (width / 2 - x) / k, (height / 2 - y) / k);
  const around = `${lat.toFixed(4)},${lon.toFixed(4)},${Number(k.toFixed(2))}`;
  if (k > 1.01) address.searchParams.set("around", around);
  else address.searchParams.delete("around");
  history.replaceState(null, "", address.href.replaceAll("%2C", ","));
}

for (const figure of document.querySelectorAll<HTMLElement>("[data-map]")) start(figure);
