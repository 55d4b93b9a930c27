// From a spot of the sheet back to the earth, for addresses that can be shared.

export interface Corners {
  width: number;
  height: number;
  metresPerUnit: number;
  // Latitude and longitude of the four corners: north-west, north-east, south-west, south-east.
  degrees: number[];
}

const RADIUS = 6_371_009;

export function whereabouts(sheet: Corners, x: number, y: number): [lat: number, lon: number] {
  const [across, down] = [x / sheet.width, y / sheet.height];
  const between = (at: number): number => {
    const [nw = 0, ne = 0, sw = 0, se = 0] = [0, 2, 4, 6].map((corner) => sheet.degrees[corner + at]);
    return (nw * (1 - across) + ne * across) * (1 - down) + (sw * (1 - across) + se * across) * down;
  };
  const lat = between(0);
  // Parallels bend: in the middle of the sheet the same height lies farther north than at its sides.
  const half = (sheet.width / 2) * sheet.metresPerUnit;
  const bend = (half ** 2 * Math.tan((lat * Math.PI) / 180)) / (2 * RADIUS ** 2);
  return [lat + ((bend * 180) / Math.PI) * (1 - (2 * across - 1) ** 2), between(1)];
}
