// Narrows the list without a line: by words in any spelling, and by what was chosen.
"use strict";
const form = document.querySelector("form");
const entries = [...document.querySelectorAll("article")];
const groups = [...document.querySelectorAll("section[data-group]")];
const rows = [...document.querySelectorAll("tr[data-of]")];
const count = document.querySelector("#count");
const nothing = document.querySelector("#nothing");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const said = new Map(entries.map((entry) => [entry, fold(entry.textContent)]));

function narrow() {
  const asked = new FormData(form);
  const words = fold(String(asked.get("q"))).split(/\s+/).filter(Boolean);
  const chosen = [...asked].filter(([name, value]) => name !== "q" && value);
  const left = new Set();
  for (const entry of entries) {
    const fits =
      words.every((word) => said.get(entry).includes(word)) &&
      chosen.every(([name, value]) => entry.dataset[name].split(" ").includes(value));
    entry.hidden = !fits;
    if (fits) left.add(entry.id);
  }
  for (const group of groups) group.hidden = !group.querySelector("article:not([hidden])");
  for (const row of rows) row.hidden = !left.has(row.dataset.of);
  count.textContent = count.dataset.words.replace("{left}", left.size).replace("{all}", entries.length);
  nothing.hidden = left.size > 0;
}

form.hidden = false;
form.addEventListener("input", narrow);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(narrow));
narrow();
