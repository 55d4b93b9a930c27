// A mark as SVG: one organisation by the sign of its kind, several as a circle with their number.
import { radius } from "./marks";
import type { Point } from "./points";

const SVG = "http://www.w3.org/2000/svg";
const NAMED = 4;

export interface Hrefs {
  organisation: (slug: string) => string;
  list: (place?: string) => string;
}

export function drawMark(members: Point[], hrefs: Hrefs): SVGAElement {
  const [first] = members as [Point];
  const link = element("a");
  const title = element("title");
  link.dataset["count"] = String(members.length);
  if (members.length === 1) {
    link.setAttribute("href", hrefs.organisation(first.slug));
    title.textContent = first.name;
    link.append(title, element("use", { href: `#k-${first.kind}`, x: -8, y: -8, width: 16, height: 16 }));
    return link;
  }
  const names = members.slice(0, NAMED).map((point) => point.name);
  title.textContent = `${members.length}: ${names.join(", ")}${members.length > NAMED ? " …" : ""}`;
  link.classList.add("many");
  link.setAttribute("href", hrefs.list(first.place));
  const spots = new Set(members.map((point) => `${point.x} ${point.y}`));
  if (spots.size > 1) link.dataset["box"] = boxOf(members).join(" ");
  const text = element("text");
  text.textContent = String(members.length);
  link.append(title, element("circle", { r: radius(members.length).toFixed(1) }), text);
  return link;
}

function element<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | number> = {},
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  return made;
}

function boxOf(points: Point[]): number[] {
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
