// What this device keeps: the list of an event until it is over, and what was said and not yet sent.
export interface Row {
  code: string;
  name: string;
  organisation: string;
  place: string;
  waits: boolean;
  came: number | null;
}

export interface Kept {
  list: string;
  rows: Row[];
  mark: string;
  until: number;
}

/** One thing said: a row came or did not after all; or somebody was added, whose key stands for the code. */
export interface Word {
  key: string;
  list: string;
  said_at: number;
  code?: string;
  came?: boolean;
  name?: string;
  organisation?: string;
  place?: string;
}

const NAME = "savienojums-check-in";
// Words that nobody sent for so long are of no use any more.
const FORGOTTEN = 30 * 24 * 3600;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("lists", { keyPath: "list" });
    request.result.createObjectStore("words", { keyPath: "key" });
  };
  return done(request);
}

async function within<T>(
  store: "lists" | "words",
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await opened();
  try {
    const transaction = database.transaction(store, mode);
    const result = await done(act(transaction.objectStore(store)));
    if (mode === "readwrite") {
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onerror = transaction.onabort = () => reject(transaction.error);
      });
    }
    return result;
  } finally {
    database.close();
  }
}

export const listOf = (list: string): Promise<Kept | undefined> =>
  within<Kept | undefined>("lists", "readonly", (store) => store.get(list) as IDBRequest<Kept | undefined>);

export const keepList = (kept: Kept): Promise<unknown> => within("lists", "readwrite", (store) => store.put(kept));

export const dropList = (list: string): Promise<unknown> =>
  within("lists", "readwrite", (store) => store.delete(list) as IDBRequest<unknown>);

export async function wordsOf(list: string): Promise<Word[]> {
  const all = await within<Word[]>("words", "readonly", (store) => store.getAll() as IDBRequest<Word[]>);
  return all.filter((word) => word.list === list).sort((one, other) => one.said_at - other.said_at);
}

export const keepWord = (word: Word): Promise<unknown> => within("words", "readwrite", (store) => store.put(word));

export const dropWord = (key: string): Promise<unknown> =>
  within("words", "readwrite", (store) => store.delete(key) as IDBRequest<unknown>);

/** Lists of events that are over go; words that nobody could send follow them later. */
export async function dropOld(now: number): Promise<void> {
  const lists = await within<Kept[]>("lists", "readonly", (store) => store.getAll() as IDBRequest<Kept[]>);
  for (const kept of lists) if (kept.until < now) await dropList(kept.list);
  const words = await within<Word[]>("words", "readonly", (store) => store.getAll() as IDBRequest<Word[]>);
  for (const word of words) if (word.said_at < now - FORGOTTEN) await dropWord(word.key);
}
