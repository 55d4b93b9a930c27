// Putting things in order by touch: what is tapped first is most important. The numbers stand in the lists of the form.
for (const list of document.querySelectorAll<HTMLElement>("[data-ranking]")) makeTappable(list);

function makeTappable(list: HTMLElement): void {
  const help = list.previousElementSibling;
  if (help) help.textContent = list.dataset["first"] ?? help.textContent;
  const rows = [...list.querySelectorAll("li")].map((row) => {
    const select = row.querySelector("select") as HTMLSelectElement;
    const button = document.createElement("button");
    const place = document.createElement("span");
    const words = document.createElement("span");
    button.type = "button";
    button.className = "survey-tap";
    place.className = "survey-tap-place";
    words.textContent = row.querySelector("label")?.textContent ?? "";
    button.append(place, words);
    for (const child of row.children) (child as HTMLElement).hidden = true;
    row.classList.remove("survey-rank");
    row.append(button);
    return { select, button, place };
  });

  const show = () => {
    for (const { select, button, place } of rows) {
      place.textContent = select.value;
      button.setAttribute("aria-pressed", String(select.value !== ""));
    }
  };
  for (const { select, button } of rows) {
    button.addEventListener("click", () => {
      const taken = Number(select.value);
      if (taken) {
        select.value = "";
        for (const other of rows) {
          const place = Number(other.select.value);
          if (place > taken) other.select.value = String(place - 1);
        }
      } else {
        select.value = String(1 + Math.max(0, ...rows.map((other) => Number(other.select.value))));
      }
      show();
      // The form keeps what was written; it listens to this.
      select.dispatchEvent(new Event("input", { bubbles: true }));
    });
    select.addEventListener("change", show);
  }
  list.closest("form")?.addEventListener("reset", () => setTimeout(show));
  show();
}

export {};
