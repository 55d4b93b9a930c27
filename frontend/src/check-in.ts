// Checking people in on a telephone or tablet: every tap is kept here first and sent when there is a line.
import { List, laidOver } from "./check-in/list";
import { type Answer, exchange } from "./check-in/sending";
import { offerScanning } from "./check-in/scanning";
import { dropShell, keepShell } from "./check-in/shell";
import { dropList, dropOld, dropWord, keepList, keepWord, listOf, type Row, type Word, wordsOf } from "./check-in/store";

const EVERY = 20_000;
const seconds = () => Date.now() / 1000;
// Where the page is not served safely a browser has no randomUUID.
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

class CheckIn {
  private rows: Row[] = [];
  private words: Word[] = [];
  private mark = "";
  private sending = false;
  private last: Word | null = null;
  // Whoever is signed out sees no names, not even those that wait to be sent.
  private locked = false;
  private readonly list: List;
  private readonly say: DOMStringMap;
  private readonly search: HTMLInputElement;

  constructor(private readonly page: HTMLElement) {
    this.say = page.dataset;
    this.list = new List(this.part("rows"), this.part("blank") as HTMLTemplateElement, page.dataset);
    this.search = page.querySelector("input[type=search]") as HTMLInputElement;
  }

  async start(): Promise<void> {
    await dropOld(seconds());
    // What is kept to open without a line does not know what was asked for.
    this.search.value ||= new URLSearchParams(location.search).get("q") ?? "";
    const kept = await listOf(this.name);
    if (kept) [this.rows, this.mark] = [kept.rows, kept.mark];
    this.words = await wordsOf(this.name);
    this.page.addEventListener("submit", (event) => void this.submitted(event));
    this.search.addEventListener("input", () => this.draw());
    this.part("undo").addEventListener("click", () => void this.undo());
    this.part("erase").addEventListener("click", () => void this.erase());
    offerScanning(this.part("scan"), this.part("scanner") as HTMLDialogElement, (code) => this.scanned(code));
    for (const name of ["online", "focus"]) window.addEventListener(name, () => void this.send());
    window.addEventListener("offline", () => this.tell("offline"));
    window.setInterval(() => void (document.visibilityState === "visible" && this.send()), EVERY);
    if (kept || this.words.length) this.draw();
    this.part("tools").hidden = false;
    // On a telephone the list is what one came for, not what stands above it.
    if (innerWidth < 640 && !location.hash && scrollY === 0) this.page.scrollIntoView();
    await this.send();
    await keepShell(this.say["worker"] ?? "");
  }

  private get name(): string {
    return this.say["list"] ?? "";
  }

  private part(name: string): HTMLElement {
    return this.page.querySelector(`[data-part=${name}]`) as HTMLElement;
  }

  /** A tap on a row, a name that is added, or the search: none of them leaves the page. */
  private async submitted(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    if (form.dataset["part"] === "newcomer") return this.added(form);
    if (form.method !== "post" || !button) return;
    await this.said({ code: button.value, came: button.name === "came" });
  }

  private async added(form: HTMLFormElement): Promise<void> {
    const said = new FormData(form);
    const name = String(said.get("name") ?? "").trim();
    if (!name) return;
    const organisation = String(said.get("organisation") ?? "").trim();
    form.reset();
    form.querySelector<HTMLInputElement>("input[name=name]")?.focus();
    await this.said({ name, organisation, place: String(said.get("place") ?? "") });
  }

  private async said(what: Partial<Word>): Promise<void> {
    const word: Word = { key: newKey(), list: this.name, said_at: seconds(), ...what };
    await keepWord(word);
    this.words.push(word);
    this.last = word;
    this.draw();
    await this.send();
  }

  /** Take the last tap back: unsaid if it was not sent, else said the other way round. */
  private async undo(): Promise<void> {
    const last = this.last;
    if (!last) return;
    this.last = null;
    if (this.words.some((word) => word.key === last.key) && !this.sending) {
      await dropWord(last.key);
      this.words = this.words.filter((word) => word.key !== last.key);
      this.draw();
      return;
    }
    await this.said({ code: last.code ?? last.key, came: last.code ? !last.came : false });
    this.last = null;
    this.draw();
  }

  /** What a square says of somebody; who is here already stays so. */
  private scanned(code: string): string {
    const row = laidOver(this.rows, this.words).find((each) => each.code === code);
    if (!row) return (this.say["unknown"] ?? "").replace("{code}", code.slice(0, 20));
    if (row.came !== null) return `${row.name}: ${this.say["already"]}`;
    void this.said({ code, came: true });
    return `✓ ${row.name}`;
  }

  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      let more = true;
      while (more) {
        const outcome = await exchange(this.say["lines"] ?? "", this.words, this.mark);
        if (outcome.state === "sent") await this.take(outcome.answer);
        else if (outcome.state === "signed-out" || outcome.state === "gone") await this.lock();
        this.words = await wordsOf(this.name);
        this.tell(outcome.state, outcome.state === "refused" ? outcome.sentence : "");
        more = outcome.state === "sent" && this.words.length > 0;
      }
    } finally {
      this.sending = false;
      this.draw();
    }
  }

  private async take(answer: Answer): Promise<void> {
    this.locked = false;
    if (answer.rows) this.rows = answer.rows;
    this.mark = answer.mark;
    await keepList({ list: this.name, rows: this.rows, mark: this.mark, until: answer.until });
    const refused = this.part("refused");
    for (const [, sentence] of answer.refused) refused.append(Object.assign(document.createElement("li"), { textContent: sentence }));
    refused.hidden = !refused.children.length;
  }

  /** Who is signed out, or runs this event no more, does not see its list; what was said is kept. */
  private async lock(): Promise<void> {
    this.locked = true;
    [this.rows, this.mark] = [[], ""];
    await dropList(this.name);
  }

  private async erase(): Promise<void> {
    if (!window.confirm(this.words.length ? this.say["eraseUnsent"] : this.say["eraseAll"])) return;
    for (const word of this.words) await dropWord(word.key);
    [this.words, this.last] = [[], null];
    await this.lock();
    this.locked = false;
    await dropShell();
    this.draw();
    this.tell("erased");
  }

  private tell(state: string, sentence = ""): void {
    this.page.dataset["state"] = state;
    const said: Record<string, string | undefined> = {
      offline: this.say["offline"], "signed-out": this.say["signedOut"], gone: this.say["gone"], erased: this.say["erased"],
    };
    this.part("said").textContent = sentence || said[state] || "";
    this.part("signing-in").hidden = state !== "signed-out";
  }

  private draw(): void {
    const rows = this.locked ? [] : laidOver(this.rows, this.words);
    this.part("more").hidden = !this.list.draw(rows, this.search.value);
    const came = rows.filter((row) => row.came !== null).length;
    this.part("came").textContent = String(came);
    this.part("expected").textContent = String(rows.filter((row) => !row.waits).length);
    const unsent = this.part("unsent");
    unsent.textContent = this.words.length ? (this.say["unsent"] ?? "").replace("{count}", String(this.words.length)) : "";
    unsent.hidden = !this.words.length;
    this.part("nobody").hidden = this.part("rows").children.length > 0;
    const undo = this.part("undoing");
    undo.hidden = this.last === null || this.locked;
    const row = rows.find((each) => each.code === (this.last?.code ?? this.last?.key));
    this.part("undone").textContent = row?.name ?? this.last?.name ?? "";
  }
}

const page = document.getElementById("check-in");
if (page) void new CheckIn(page).start();
