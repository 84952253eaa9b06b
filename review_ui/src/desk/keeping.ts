/** Boxes and words of a case are kept until it is decided, so that a reload loses none. */

import { batch, effect } from "@preact/signals";
import { t } from "../i18n";
import { dropDraft, keepDraft, loadDraft } from "../state/drafts";
import { tell } from "../state/notices";
import { user } from "../state/session";
import type { Case } from "./case";
import { type Drawn, restored } from "./history";

function keyOf(open: Case): string {
  return `${user.peek()?.name ?? ""}/${open.id}`;
}

/** Forget what was kept of a case: it is decided. */
export function forget(open: Case): void {
  void dropDraft(keyOf(open));
}

/** Bring back what was kept, unless this desk has something newer. */
async function bringBack(open: Case): Promise<void> {
  const kept = await loadDraft(keyOf(open));
  const begun = open.draft.peek() !== null || open.history.peek().past.length > 0;
  if (!kept || (begun && (open.keptAt === 0 || kept.at <= open.keptAt))) return;
  open.keptAt = kept.at;
  const same = JSON.stringify(kept.boxes) === JSON.stringify(open.history.peek().present);
  if (same && !kept.draft) return;
  batch(() => {
    open.history.value = restored(kept.boxes, kept.count);
    open.draft.value = kept.draft;
  });
  if (open.mine.peek()) tell(t("desk.restored"));
}

function keep(open: Case, boxes: readonly Drawn[]): void {
  const draft = open.draft.value;
  if (!open.mine.peek()) return;
  open.keptAt = Date.now();
  if (boxes.length === 0 && !draft) forget(open);
  else void keepDraft(keyOf(open), { boxes, count: open.history.peek().count, draft, at: open.keptAt });
}

/**
 * Keep what is drawn and written on a case; returns what stops it.
 *
 * Only the desk that holds the scan writes: another tab would overwrite what is newer.
 */
export function keepDrafts(open: Case): () => void {
  if (open.closed.peek()) {
    forget(open);
    return () => undefined;
  }
  let stop: (() => void) | undefined;
  let wanted = true;
  void bringBack(open).then(() => {
    if (wanted) stop = effect(() => keep(open, open.history.value.present));
  });
  return () => {
    wanted = false;
    stop?.();
  };
}
