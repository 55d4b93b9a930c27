// Moving the sheet: wheel, fingers, keys and the same links that work without a script.
import { select } from "d3-selection";
import { type ZoomTransform, zoom, zoomIdentity } from "d3-zoom";
import "d3-transition";
import type { Sheet } from "./sheet";

const DEEPEST = 10;
const STEP = 2;
const WINDS: Record<string, [across: number, down: number]> = {
  west: [1, 0],
  east: [-1, 0],
  north: [0, 1],
  south: [0, -1],
};
const KEYS: Record<string, string> = {
  "+": "nearer",
  "=": "nearer",
  "-": "farther",
  "0": "whole",
  Home: "whole",
  ArrowLeft: "west",
  ArrowRight: "east",
  ArrowUp: "north",
  ArrowDown: "south",
};

export interface Moving {
  nearTo(box: number[]): void;
}

export function makeMovable(sheet: Sheet, figure: HTMLElement, settled: () => void): Moving {
  const { svg, width, height } = sheet;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const pace = () => (still.matches ? 0 : 260);
  const picture = select<SVGSVGElement, unknown>(svg);

  let before = sheet.view;
  const moves = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, DEEPEST])
    .extent([[0, 0], [width, height]])
    .translateExtent([[0, 0], [width, height]])
    // A plain wheel scrolls the page while all of the map is seen; one finger does too.
    .filter((event: MouseEvent & TouchEvent) => {
      if (event.type === "wheel") return event.ctrlKey || event.metaKey || sheet.view.k > 1;
      if (event.type === "touchstart") return sheet.view.k > 1 || event.touches.length > 1;
      return !event.button;
    })
    .on("zoom", ({ transform }: { transform: ZoomTransform }) => sheet.move(transform))
    .on("start", () => {
      before = sheet.view;
    })
    .on("end", () => {
      // Pressing a button of the mouse is a movement to d3, even if nothing moves.
      if (sheet.view === before) return;
      sheet.settle();
      figure.classList.toggle("near", sheet.view.k > 1);
      settled();
    });

  const { k, x, y } = sheet.view;
  picture.property("__zoom", zoomIdentity.translate(x, y).scale(k));
  picture.call(moves);
  figure.classList.toggle("near", k > 1);
  svg.tabIndex = 0;

  const step = (name: string): void => {
    const going = picture.transition().duration(pace());
    const wind = WINDS[name];
    if (name === "nearer") moves.scaleBy(going, STEP);
    else if (name === "farther") moves.scaleBy(going, 1 / STEP);
    else if (name === "whole") moves.transform(going, zoomIdentity);
    else if (wind) moves.translateBy(going, (wind[0] * width) / 4 / sheet.view.k, (wind[1] * height) / 4 / sheet.view.k);
  };

  for (const link of figure.querySelectorAll<HTMLAnchorElement>("[data-step]")) {
    link.setAttribute("role", "button");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      step(link.dataset["step"] ?? "");
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      link.click();
    });
  }
  svg.addEventListener("keydown", (event) => {
    const name = KEYS[event.key];
    // Arrows scroll the page as long as there is nowhere to go on the map.
    if (!name || event.altKey || event.ctrlKey || event.metaKey || (WINDS[name] && sheet.view.k === 1)) return;
    event.preventDefault();
    step(name);
  });

  return {
    nearTo([left = 0, top = 0, right = 0, bottom = 0]) {
      const fits = 0.6 / Math.max((right - left) / width, (bottom - top) / height, 0.001);
      const nearer = Math.min(DEEPEST, Math.max(sheet.view.k * 1.6, Math.min(fits, sheet.view.k * 6)));
      const there = zoomIdentity
        .translate(width / 2, height / 2)
        .scale(nearer)
        .translate(-(left + right) / 2, -(top + bottom) / 2);
      moves.transform(picture.transition().duration(pace()), moves.constrain()(there, [[0, 0], [width, height]], [[0, 0], [width, height]]));
    },
  };
}
