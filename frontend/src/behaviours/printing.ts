// A button that prints the page; it stands there hidden for those without script.
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) button.hidden = false;

document.addEventListener("click", ({ target }) => {
  if ((target as Element).closest("button[data-print]")) print();
});

export {};
