// The list as it stands on this device: what the server told, with what was said here laid over it.
import type { Row, Word } from "./store";

export const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The rows with the words that are still to be sent; people added here stand among them by their key. */
export function laidOver(rows: Row[], words: Word[]): Row[] {
  const all = new Map(rows.map((row) => [row.code, { ...row }]));
  for (const word of words) {
    if (word.name !== undefined) {
      const organisation = word.organisation ?? "";
      all.set(word.key, { code: word.key, name: word.name, organisation, place: "", waits: false, came: word.said_at });
      continue;
    }
    const row = all.get(word.code ?? "");
    if (row) row.came = word.came ? (row.came ?? word.said_at) : null;
  }
  return [...all.values()];
}

/** Those whose name, organisation or code has all the words, with or without diacritics. */
export function found(rows: Row[], asked: string): Row[] {
  const words = fold(asked).split(/\s+/).filter(Boolean);
  if (!words.length) return rows;
  return rows.filter((row) => {
    const text = fold(`${row.name} ${row.organisation} ${row.code}`);
    return words.every((word) => text.includes(word));
  });
}

const sorter = new Intl.Collator("lv");

export class List {
  constructor(
    private readonly holder: HTMLElement,
    private readonly blank: HTMLTemplateElement,
    private readonly words: DOMStringMap,
  ) {}

  /** Draw the rows, as many as one scrolls through, and say whether there are more; a row that did not change stays the same element, so that the finger does not miss it. */
  draw(rows: Row[], asked: string): boolean {
    const all = found(rows, asked).sort((one, other) => sorter.compare(one.name, other.name));
    const shown = all.slice(0, Number(this.words["most"] ?? 500));
    const there = new Map([...this.holder.children].map((element) => [(element as HTMLElement).dataset["code"], element]));
    const wanted = shown.map((row) => this.drawn(row, there.get(row.code) as HTMLElement | undefined));
    wanted.forEach((element, at) => {
      if (this.holder.children[at] !== element) this.holder.insertBefore(element, this.holder.children[at] ?? null);
    });
    while (this.holder.children.length > wanted.length) this.holder.lastElementChild?.remove();
    return all.length > shown.length;
  }

  private drawn(row: Row, there?: HTMLElement): HTMLElement {
    const element = there ?? (this.blank.content.firstElementChild?.cloneNode(true) as HTMLElement);
    element.dataset["code"] = row.code;
    element.id = `row-${row.code}`;
    const button = element.querySelector("button") as HTMLButtonElement;
    button.name = row.came === null ? "came" : "gone";
    button.value = row.code;
    button.setAttribute("aria-pressed", String(row.came !== null));
    const say = (part: string, text: string) => {
      const place = element.querySelector(`.check-${part}`);
      if (place && place.textContent !== text) place.textContent = text;
    };
    say("name", row.name);
    say("of", [row.organisation, row.waits ? this.words["waits"] : ""].filter(Boolean).join(" · "));
    say("mark", row.came === null ? (this.words["mark"] ?? "") : `✓ ${hour(row.came)}`);
    return element;
  }
}

const hour = (seconds: number): string =>
  new Date(seconds * 1000).toLocaleTimeString("lv", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Riga" });
