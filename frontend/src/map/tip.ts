// The name of what one points at, at once and readable, instead of the browser's slow yellow note.

export function showTips(frame: HTMLElement, svg: SVGSVGElement): void {
  const tip = document.createElement("p");
  tip.className = "map-tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  frame.append(tip);

  const show = (event: Event): void => {
    const link = (event.target as Element).closest("a");
    if (!link) return;
    const title = link.querySelector("title");
    if (title) {
      link.setAttribute("aria-label", title.textContent ?? "");
      title.remove();
    }
    tip.textContent = link.getAttribute("aria-label");
    tip.hidden = false;
    const [box, around] = [link.getBoundingClientRect(), frame.getBoundingClientRect()];
    const mark = link.closest(".map-marks") !== null;
    const middle = box.left + box.width / 2 - around.left;
    const half = tip.offsetWidth / 2 + 4;
    tip.style.left = `${Math.min(Math.max(middle, half), around.width - half)}px`;
    const above = (mark ? box.top : box.top + box.height / 2) - around.top - tip.offsetHeight - 8;
    tip.style.top = `${above < 4 ? box.bottom - around.top + 8 : above}px`;
  };
  const hide = (): void => {
    tip.hidden = true;
  };
  svg.addEventListener("pointerover", show);
  svg.addEventListener("focusin", show);
  svg.addEventListener("pointerout", hide);
  svg.addEventListener("focusout", hide);
}
