// Sending what was said, in its order; every line may be sent again, for its key makes it count once.
import { dropWord, type Row, type Word } from "./store";

export interface Answer {
  done: string[];
  refused: [string, string][];
  rows?: Row[];
  mark: string;
  token: string;
  until: number;
}

/** What came of it: the answer, or why there is none. */
export type Outcome =
  | { state: "sent"; answer: Answer }
  | { state: "offline" | "signed-out" | "gone" }
  | { state: "refused"; sentence: string };

// More wait for the next turn.
const AT_ONCE = 400;
const PATIENCE = 15_000;
let token = "";

export async function exchange(address: string, words: Word[], mark: string): Promise<Outcome> {
  if (words.length && !token) {
    const asked = await call(address, null, mark);
    if (asked.state !== "sent") return asked;
  }
  const sent = await call(address, words.slice(0, AT_ONCE), mark);
  if (sent.state !== "sent") return sent;
  for (const key of [...sent.answer.done, ...sent.answer.refused.map(([key]) => key)]) await dropWord(key);
  return sent;
}

async function call(address: string, words: Word[] | null, mark: string, again = true): Promise<Outcome> {
  let response: Response;
  try {
    response = await fetch(address, {
      headers: { "X-Mark": mark, "X-CSRFToken": token, "Content-Type": "application/json" },
      method: words?.length ? "POST" : "GET",
      body: words?.length ? JSON.stringify({ sent_at: Date.now() / 1000, words: words.map(bare) }) : null,
      credentials: "same-origin",
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return { state: "offline" };
  }
  if (response.status === 401) return { state: "signed-out" };
  if (response.status === 404) return { state: "gone" };
  if (response.status === 403 && words?.length && again) {
    // Signing in again changed the secret of the forms: ask for the new one, then send once more.
    const asked = await call(address, null, mark, false);
    return asked.state === "sent" ? call(address, words, mark, false) : asked;
  }
  try {
    const told = (await response.json()) as Answer & { sentence?: string };
    if (!response.ok) return { state: "refused", sentence: told.sentence ?? "" };
    token = told.token;
    return { state: "sent", answer: told };
  } catch {
    // Something between us and the server answered in its place.
    return { state: "offline" };
  }
}

const bare = ({ list: _list, ...word }: Word): Omit<Word, "list"> => word;
