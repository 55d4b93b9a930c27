// A menu made of <details class="menu"> closes when one goes elsewhere or presses Escape.
const opened = () => document.querySelectorAll<HTMLDetailsElement>("details.menu[open]");

document.addEventListener("pointerdown", ({ target }) => {
  for (const menu of opened()) if (!menu.contains(target as Node)) menu.open = false;
});

document.addEventListener("focusin", ({ target }) => {
  for (const menu of opened()) if (!menu.contains(target as Node)) menu.open = false;
});

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const menu of opened()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});

export {};
