// Pointing at the map instead of writing two numbers: the line with the numbers stays, and stays the one that counts.

interface Spot {
  lat: number;
  lon: number;
}

for (const part of document.querySelectorAll<HTMLElement>("[data-spot]")) {
  const figure = part.querySelector<HTMLElement>("[data-spot-map]");
  const svg = figure?.querySelector("svg");
  const pin = svg?.querySelector<SVGCircleElement>(".initiative-pin");
  const line = part.querySelector<HTMLInputElement>("input[name=spot]");
  const clear = part.querySelector<HTMLButtonElement>("[data-spot-clear]");
  if (!figure || !svg || !pin || !line || !clear) continue;
  // Latitude and longitude of the corners: top left, top right, bottom left, bottom right.
  const corners = (svg.dataset.corners ?? "").split(" ").map(Number);
  const { width, height } = svg.viewBox.baseVal;

  const mix = (at: number, right: number, down: number): number => {
    const [one = 0, two = 0, three = 0, four = 0] = [corners[at], corners[at + 2], corners[at + 4], corners[at + 6]];
    return (one * (1 - right) + two * right) * (1 - down) + (three * (1 - right) + four * right) * down;
  };
  const spotAt = (right: number, down: number): Spot => ({ lat: mix(0, right, down), lon: mix(1, right, down) });

  // The other way round by stepping nearer: the sheet is hardly bent, a few steps reach a metre.
  const placeOf = (spot: Spot): [number, number] => {
    let [right, down] = [0.5, 0.5];
    const [first, last] = [spotAt(0, 0), spotAt(1, 1)];
    for (let step = 0; step < 8; step += 1) {
      const now = spotAt(right, down);
      right += (spot.lon - now.lon) / (last.lon - first.lon);
      down += (spot.lat - now.lat) / (last.lat - first.lat);
    }
    return [right, down];
  };

  const show = (): void => {
    const [lat, lon] = line.value.split(",").map((word) => Number.parseFloat(word));
    const known = lat !== undefined && lon !== undefined && Number.isFinite(lat) && Number.isFinite(lon);
    if (known) {
      const [right, down] = placeOf({ lat, lon });
      pin.setAttribute("cx", String(right * width));
      pin.setAttribute("cy", String(down * height));
    }
    pin.setAttribute("visibility", known ? "visible" : "hidden");
    clear.hidden = !known;
  };

  svg.addEventListener("click", (event) => {
    const box = svg.getBoundingClientRect();
    const spot = spotAt((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    line.value = `${spot.lat.toFixed(5)}, ${spot.lon.toFixed(5)}`;
    line.dispatchEvent(new Event("change", { bubbles: true }));
    show();
  });
  line.addEventListener("input", show);
  clear.addEventListener("click", () => {
    line.value = "";
    show();
    line.focus();
  });
  figure.hidden = false;
  show();
}
