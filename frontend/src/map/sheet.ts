// The drawn sheet: lays ground, names and marks anew for a scale and a shift. Draws nothing that the server has not told.
import { type Hrefs, drawMark } from "./drawn";
import { type Box, gather, leaveRoom, radius } from "./marks";
import type { Point } from "./points";

// From which scale on a kind of name is asked for; the same as FROM_SCALE of the server.
const FROM_SCALE: Record<string, number> = { village: 1.9, suburb: 3, parish: 3, hamlet: 4 };
const ON_POINT = new Set(["parish", "land", "country"]);
const SPACED = 1.45;
const APART = 23;

export interface View {
  k: number;
  x: number;
  y: number;
}

interface WrittenName {
  text: SVGTextElement;
  kind: string;
  x: number;
  y: number;
}

export class Sheet {
  readonly width: number;
  readonly height: number;
  view: View;
  private points: Point[] | null = null;
  private gatheredAt = 0;
  private readonly ground: SVGGElement;
  private readonly grid: number;
  private readonly marks: SVGGElement;
  private readonly names: WrittenName[];
  private readonly scale: SVGGElement;

  constructor(
    readonly svg: SVGSVGElement,
    private readonly hrefs: Hrefs,
  ) {
    const part = <Found extends SVGElement>(name: string) => svg.querySelector(name) as Found;
    const [k = 1, x = 0, y = 0] = (svg.dataset["view"] ?? "").split(" ").map(Number);
    this.view = { k, x, y };
    this.width = svg.viewBox.baseVal.width;
    this.height = svg.viewBox.baseVal.height;
    this.ground = part(".map-ground");
    this.marks = part(".map-marks");
    this.scale = part(".map-scale");
    this.grid = Number(svg.dataset["grid"]);
    for (const link of this.marks.querySelectorAll("a")) {
      const [across = 0, down = 0] = spotOf(link);
      link.dataset["at"] = `${(across - x) / k} ${(down - y) / k}`;
    }
    this.names = [...svg.querySelectorAll<SVGTextElement>(".map-names text")].map((text) => ({
      text,
      kind: text.classList[0] ?? "",
      x: (Number(text.getAttribute("x")) - x) / k,
      y: (Number(text.getAttribute("y")) - y) / k,
    }));
  }

  /** How much larger than drawn everything stands on this screen, so that it is read and hit alike on a phone. */
  get size(): number {
    const unit = this.svg.clientWidth / this.width;
    return Math.min(2.6, Math.max(0.75, 0.86 / unit));
  }

  show(points: Point[]): void {
    this.points = points;
    this.gatheredAt = 0;
    this.svg.classList.add("live");
    this.settle();
  }

  /** Follow a movement: everything goes along, nothing is gathered anew unless the scale has changed much. */
  move(view: View): void {
    this.view = view;
    const scale = view.k / this.grid;
    this.ground.setAttribute("transform", `matrix(${scale} 0 0 ${scale} ${view.x} ${view.y})`);
    this.svg.classList.toggle("near", view.k > 1);
    for (const name of this.names) this.put(name.text, name, "x", "y");
    if (Math.abs(Math.log2(view.k / this.gatheredAt)) > 0.45) this.layMarks();
    else this.moveMarks();
  }

  /** The movement is over: marks gather and names find room. */
  settle(): void {
    // Without points nothing can be gathered anew, so nothing may grow either.
    const size = this.points ? String(this.size) : "";
    if (this.svg.style.getPropertyValue("--map-size") !== size) {
      this.svg.style.setProperty("--map-size", size);
      this.gatheredAt = 0;
    }
    // Marks that need not gather anew stay the same elements: one may just be clicked.
    this.layNames(this.gatheredAt === this.view.k ? this.boxesOf(this.marks.children) : this.layMarks());
    this.layScale();
  }

  private put(element: SVGElement, spot: { x: number; y: number }, ...[across, down]: [string, string]): void {
    element.setAttribute(across, (spot.x * this.view.k + this.view.x).toFixed(1));
    element.setAttribute(down, (spot.y * this.view.k + this.view.y).toFixed(1));
  }

  private layMarks(): Box[] {
    if (!this.points) {
      this.moveMarks();
      return this.boxesOf(this.marks.children);
    }
    const { k } = this.view;
    this.gatheredAt = k;
    const found = this.points;
    const drawn = gather(found.map(({ x, y }) => ({ x: x * k, y: y * k })), APART * this.size).map((mark) => {
      const members = mark.members.map((number) => found[number] as Point);
      const link = drawMark(members, this.hrefs);
      link.dataset["at"] = `${mark.x / k} ${mark.y / k}`;
      this.putMark(link);
      return link;
    });
    this.marks.replaceChildren(...drawn);
    return this.boxesOf(this.marks.children);
  }

  private moveMarks(): void {
    for (const link of this.marks.children) this.putMark(link as SVGAElement);
  }

  private putMark(link: SVGAElement): void {
    const [x = 0, y = 0] = (link.dataset["at"] ?? "").split(" ").map(Number);
    const [across, down] = [x * this.view.k + this.view.x, y * this.view.k + this.view.y];
    link.setAttribute("transform", `translate(${across.toFixed(1)} ${down.toFixed(1)})`);
    const away = across < -20 || down < -20 || across > this.width + 20 || down > this.height + 20;
    link.toggleAttribute("hidden", away);
    link.style.display = away ? "none" : "";
  }

  private boxesOf(links: Iterable<Element>): Box[] {
    const boxes: Box[] = [];
    for (const link of links) {
      const [x = 0, y = 0] = spotOf(link);
      const reach = radius(Number((link as SVGAElement).dataset["count"] ?? 1)) * this.size;
      boxes.push([x - reach, y - reach, x + reach, y + reach]);
    }
    return boxes;
  }

  private layNames(around: Box[]): void {
    const reach = this.view.k * Math.min(1, 1.1 / this.size);
    const sizes = new Map<string, number>();
    const asked = this.names.filter((name) => reach >= (FROM_SCALE[name.kind] ?? 0));
    const wishes = asked.map((name) => {
      if (!sizes.has(name.kind)) sizes.set(name.kind, Number.parseFloat(getComputedStyle(name.text).fontSize));
      const size = (sizes.get(name.kind) ?? 12) * (name.kind === "land" || name.kind === "country" ? SPACED : 1);
      const [x, y] = [name.x * this.view.k + this.view.x, name.y * this.view.k + this.view.y];
      return { text: name.text.textContent ?? "", x, y, size, gap: ON_POINT.has(name.kind) ? 0 : 5 * this.size };
    });
    const placed = leaveRoom(wishes, [4, 4, this.width - 4, this.height - 4], [...around, ...this.boxOfSteps()]);
    for (const name of this.names) name.text.setAttribute("class", name.kind);
    for (const [number, place] of placed) {
      const name = asked[number] as WrittenName;
      name.text.setAttribute("class", `${name.kind} ${place.anchor}`);
      name.text.setAttribute("dx", place.dx.toFixed(1));
      name.text.setAttribute("dy", place.dy.toFixed(1));
    }
  }

  /** The buttons that lie over the sheet, if they do. */
  private boxOfSteps(): Box[] {
    const steps = this.svg.parentElement?.querySelector(".map-steps")?.getBoundingClientRect();
    const own = this.svg.getBoundingClientRect();
    if (!steps || steps.top >= own.bottom) return [];
    const unit = own.width / this.width;
    const [left, bottom] = [(steps.left - own.left) / unit, (steps.bottom - own.top) / unit];
    return [[left, 0, this.width, bottom]];
  }

  private layScale(): void {
    const perUnit = Number(this.svg.dataset["perUnit"]) / this.view.k;
    const reach = Math.max(1, ((this.width / 6) * perUnit * Math.max(1, this.size / 1.5)) / 1000);
    const power = 10 ** Math.floor(Math.log10(reach));
    const kilometres = Math.max(...[1, 2, 5].filter((step) => step * power <= reach)) * power;
    this.scale.querySelector("path")?.setAttribute("d", `M0-6V0H${((kilometres * 1000) / perUnit).toFixed(1)}V-6`);
    const text = this.scale.querySelector(".map-length");
    if (text) text.textContent = `${kilometres} km`;
  }
}

function spotOf(link: Element): number[] {
  return (link.getAttribute("transform") ?? "").slice("translate(".length, -1).split(" ").map(Number);
}
