// Marks that gather where they would overlap, and names that leave each other room.
// The same as savienojums/network/geometry/marks.py; tests/front/test_map_script.py lets both do it and compares.

export type Box = readonly [left: number, top: number, right: number, bottom: number];

export interface Spot {
  x: number;
  y: number;
}

export interface Gathered extends Spot {
  members: number[];
}

export interface Name extends Spot {
  text: string;
  size: number;
  gap: number;
}

export interface Place {
  anchor: "start" | "middle" | "end";
  dx: number;
  dy: number;
  box: Box;
}

const LETTER = 0.56;
const LINE = 1.1;
const SIDES = [
  ["start", 1, 0],
  ["end", -1, 0],
  ["middle", 0, -1],
  ["middle", 0, 1],
  ["start", 0.7, -0.7],
  ["start", 0.7, 0.7],
  ["end", -0.7, -0.7],
  ["end", -0.7, 0.7],
] as const;
const ON_POINT = [["middle", 0, 0]] as const;
const FARTHER = [1, 2.6, 4];

export function gather(points: readonly Spot[], apart: number): Gathered[] {
  let marks: Gathered[] = points.map(({ x, y }, number) => ({ x, y, members: [number] }));
  for (;;) {
    const joined = round(marks, apart);
    if (joined.length === marks.length) return marks;
    marks = joined;
  }
}

function round(marks: readonly Gathered[], apart: number): Gathered[] {
  const cells = new Map<string, number[]>();
  const cellOf = (value: number) => Math.floor(value / apart);
  marks.forEach((mark, number) => {
    const key = `${cellOf(mark.x)} ${cellOf(mark.y)}`;
    const cell = cells.get(key);
    if (cell) cell.push(number);
    else cells.set(key, [number]);
  });
  const gone = new Set<number>();
  const joined: Gathered[] = [];
  marks.forEach((mark, number) => {
    if (gone.has(number)) return;
    const near: number[] = [];
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1])
        for (const other of cells.get(`${cellOf(mark.x) + dx} ${cellOf(mark.y) + dy}`) ?? []) {
          const there = marks[other] as Gathered;
          if (!gone.has(other) && Math.hypot(there.x - mark.x, there.y - mark.y) < apart) near.push(other);
        }
    near.sort((one, other) => one - other);
    for (const other of near) gone.add(other);
    joined.push(near.length > 1 ? middle(near.map((other) => marks[other] as Gathered)) : mark);
  });
  return joined;
}

function middle(marks: readonly Gathered[]): Gathered {
  const members = marks.flatMap((mark) => mark.members).sort((one, other) => one - other);
  const mean = (of: (mark: Gathered) => number) =>
    marks.reduce((sum, mark) => sum + of(mark) * mark.members.length, 0) / members.length;
  return { x: mean((mark) => mark.x), y: mean((mark) => mark.y), members };
}

export function radius(count: number): number {
  return count === 1 ? 7 : 8.5 + 1.9 * Math.log(count);
}

export function leaveRoom(names: readonly Name[], within: Box, around: readonly Box[]): Map<number, Place> {
  const taken = [...around];
  const placed = new Map<number, Place>();
  names.forEach((name, number) => {
    for (const place of places(name)) {
      const [left, top, right, bottom] = place.box;
      const fits = left >= within[0] && top >= within[1] && right <= within[2] && bottom <= within[3];
      if (fits && !taken.some((other) => meet(place.box, other))) {
        taken.push(place.box);
        placed.set(number, place);
        return;
      }
    }
  });
  return placed;
}

function* places(name: Name): Generator<Place> {
  const width = name.text.length * name.size * LETTER;
  const height = name.size * LINE;
  for (const farther of name.gap ? FARTHER : [0])
    for (const [anchor, across, down] of name.gap ? SIDES : ON_POINT) {
      const gap = name.gap * farther;
      const dx = across * gap;
      const dy = down * (gap + (anchor === "middle" ? height / 2 : 0));
      const left = name.x + dx - { start: 0, middle: width / 2, end: width }[anchor];
      const top = name.y + dy - height / 2;
      yield { anchor, dx, dy, box: [left, top, left + width, top + height] };
    }
}

export function meet(one: Box, other: Box): boolean {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
