/** Work that is not decided yet, kept in this browser by officer and scan; it outlives the tab. */

import type { Drawn } from "../desk/history";
import type { Draft } from "../desk/verdicts";

export interface KeptDraft {
  boxes: readonly Drawn[];
  /** How many boxes were ever drawn, so that no name comes twice. */
  count: number;
  draft: Draft | null;
  at: number;
}

const STORE = "drafts";
const KEPT_MS = 7 * 24 * 3_600_000;

let opened: Promise<IDBDatabase> | undefined;

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Scans that others decided leave drafts behind that nobody asks for again. */
function dropOld(database: IDBDatabase): void {
  const cursor = database.transaction(STORE, "readwrite").objectStore(STORE).openCursor();
  cursor.onsuccess = () => {
    const found = cursor.result;
    if (!found) return;
    if ((found.value as KeptDraft).at < Date.now() - KEPT_MS) found.delete();
    found.continue();
  };
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open("cargolens", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  const database = await done(request);
  dropOld(database);
  return database;
}

async function within<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    opened ??= open();
    return await done(ask((await opened).transaction(STORE, mode).objectStore(STORE)));
  } catch {
    return undefined; // A browser that keeps nothing: the desk works without.
  }
}

export function loadDraft(key: string): Promise<KeptDraft | undefined> {
  return within("readonly", (store) => store.get(key) as IDBRequest<KeptDraft | undefined>);
}

export async function keepDraft(key: string, kept: KeptDraft): Promise<void> {
  await within("readwrite", (store) => store.put(kept, key));
}

export async function dropDraft(key: string): Promise<void> {
  await within("readwrite", (store) => store.delete(key));
}
