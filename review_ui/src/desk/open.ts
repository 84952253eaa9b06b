/** Which case is on the desk, how the next one comes and how a verdict is stored. */

import { signal } from "@preact/signals";
import { queue, scans } from "../api/calls";
import { newKey, Problem, serverNow } from "../api/http";
import type { Claimed, Decision } from "../api/types";
import { clock, t, word } from "../i18n";
import { desk } from "../state/desk";
import { complain, inWords, tell } from "../state/notices";
import { go } from "../state/route";
import { Case } from "./case";
import { forget } from "./keeping";
import { outcome } from "./verdicts";

export const current = signal<Case | null>(null);

/** Put a scan on the desk; the one before is given back. */
export function openCase(id: string, claimed?: Claimed, wish = true): void {
  if (current.value?.id === id && !claimed) return;
  void leaveCase();
  const next = new Case(id);
  current.value = next;
  void next.open(claimed, wish);
}

export function leaveCase(): Promise<void> {
  const given = current.value?.giveBack() ?? Promise.resolve();
  current.value = null;
  return given;
}

/**
 * Claim what the service thinks should come next; without one, go to the queue.
 *
 * An officer who has gone elsewhere meanwhile is left there, and the claimed scan is given back.
 */
export async function openNext(wanted: () => boolean = () => true, said = ""): Promise<void> {
  try {
    const claimed = await queue.claim(desk);
    if (!wanted()) {
      if (claimed) await queue.giveBack(claimed.scan.scan_id, claimed.lease.token);
      return;
    }
    if (claimed) {
      openCase(claimed.scan.scan_id, claimed);
      go("desk", claimed.scan.scan_id);
      return;
    }
    tell([said, t("queue.nothing")].filter(Boolean).join(". "), "good");
  } catch (error) {
    complain(error);
  }
  go("queue");
}

/** The same act keeps its key when it is tried again, so that it is never stored twice. */
let pending: { case: Case; body: Decision } | null = null;

function bodyOf(open: Case): Decision | null {
  const draft = open.draft.value;
  const result = draft && outcome(draft);
  const lease = open.lease.value;
  if (!draft || !result || !lease) return null;
  const body: Decision = {
    ...result,
    note: draft.note.trim(),
    regions: open.history.value.present.map(({ box }) => ({
      box: [...box],
      label: result.reason || result.verdict,
      note: "",
    })),
    seconds: Math.round((serverNow() - open.startedAt) / 100) / 10,
    lease: lease.token,
    assessment_id: open.scan.value?.assessment?.assessment_id ?? null,
    key: newKey(),
  };
  const before = pending?.case === open ? pending.body : null;
  const unchanged =
    before !== null &&
    JSON.stringify({ ...before, seconds: 0, key: "" }) === JSON.stringify({ ...body, seconds: 0, key: "" });
  return unchanged && before ? before : body;
}

/** Store the armed verdict, then take the next scan. */
export async function commit(open: Case): Promise<void> {
  if (open.saving.value || !open.mine.value || !open.draft.value) return;
  const body = bodyOf(open);
  if (!body) {
    tell(t("verdict.needsReason"), "bad");
    return;
  }
  pending = { case: open, body };
  open.saving.value = true;
  try {
    await scans.review(open.id, body);
    pending = null;
    forget(open);
    open.lease.value = null;
    open.draft.value = null;
    const saved = t("verdict.saved", { time: clock(serverNow()), verdict: word("v", body.verdict) });
    tell(saved, "good");
    if (current.value === open) await openNext(() => current.value === open, saved);
  } catch (error) {
    if (error instanceof Problem && error.code === "lease-lost") {
      open.lost.value = true;
      tell(t("verdict.leaseLost"), "bad");
    } else if (!(error instanceof Problem && error.status === 401)) {
      tell(t("verdict.notSaved", { message: inWords(error) }), "bad");
    }
  } finally {
    open.saving.value = false;
  }
}
