/** The verdict: arm by key or click, give the reason, commit. */

import type { Review, ReviewVerdict } from "../api/types";
import { clock, t, word } from "../i18n";
import { mayReview, user } from "../state/session";
import { arm, chooseReason } from "./acts";
import type { Case } from "./case";
import { commit } from "./open";
import { buttonOf, type Draft, outcome, VERDICTS } from "./verdicts";

const SUSPICIONS: readonly ReviewVerdict[] = [
  "suspected-false-declaration",
  "suspected-concealment",
  "prohibited-goods",
];

function OwnReason({ open, draft }: { open: Case; draft: Draft }) {
  return (
    <div class="own-reason">
      {draft.arm === "suspicious" && (
        <select
          aria-label={t("verdict.kind")}
          value={draft.ownVerdict}
          onChange={(event) => {
            open.draft.value = { ...draft, ownVerdict: event.currentTarget.value as ReviewVerdict };
          }}
        >
          {SUSPICIONS.map((verdict) => (
            <option key={verdict} value={verdict}>
              {word("v", verdict)}
            </option>
          ))}
        </select>
      )}
      <input
        type="text"
        placeholder={t("verdict.ownReason")}
        aria-label={t("verdict.ownReason")}
        value={draft.ownReason}
        onInput={(event) => {
          open.draft.value = { ...draft, ownReason: event.currentTarget.value, choice: null };
        }}
      />
    </div>
  );
}

function Reasons({ open, draft }: { open: Case; draft: Draft }) {
  const { choices } = buttonOf(draft.arm);
  if (choices.length === 0) return null;
  return (
    <div class="reasons">
      <h3>{t("verdict.reasons")}</h3>
      <div class="reason-grid">
        {choices.map((choice, i) => (
          <button
            key={choice.reason}
            type="button"
            class="reason"
            aria-pressed={draft.choice?.reason === choice.reason}
            onClick={() => {
              chooseReason(open, i);
              document.getElementById("verdict-panel")?.focus();
            }}
          >
            <kbd>{i + 1}</kbd>
            <span>{word("reason", choice.reason)}</span>
            {draft.arm === "suspicious" && <small>{word("v", choice.verdict)}</small>}
          </button>
        ))}
      </div>
      <OwnReason open={open} draft={draft} />
    </div>
  );
}

function Buttons({ open }: { open: Case }) {
  const draft = open.draft.value;
  return (
    <div class="verdict-buttons">
      {VERDICTS.map((button) => (
        <button
          key={button.arm}
          type="button"
          class={`verdict-button verdict-button-${button.arm}`}
          aria-pressed={draft?.arm === button.arm}
          disabled={open.saving.value}
          onClick={() => arm(open, button.arm)}
        >
          <kbd>{button.key}</kbd> {t(button.label)}
        </button>
      ))}
    </div>
  );
}

function Commit({ open, draft }: { open: Case; draft: Draft | null }) {
  const result = draft && outcome(draft);
  const boxes = open.history.value.present.length;
  return (
    <div class="verdict-end">
      <input
        type="text"
        class="note"
        placeholder={t("verdict.note")}
        aria-label={t("verdict.note")}
        value={draft?.note ?? ""}
        disabled={!draft}
        onInput={(event) => {
          if (draft) open.draft.value = { ...draft, note: event.currentTarget.value };
        }}
      />
      {boxes > 0 && <span class="dim">{t("verdict.boxes", { n: boxes })}</span>}
      <button
        type="button"
        class="commit"
        disabled={!result || open.saving.value}
        onClick={() => void commit(open)}
      >
        <kbd>↵</kbd> {open.saving.value ? t("verdict.saving") : t("verdict.commit")}
      </button>
    </div>
  );
}

/** Why this desk only reads: the verdict, else who holds the scan, as things stand now. */
function whyReading(open: Case, last: Review | undefined): string {
  if (open.closed.value && last) {
    return t("desk.decidedBy", { officer: last.officer, verdict: word("v", last.verdict) });
  }
  if (open.closed.value || !mayReview.value) return t("desk.readOnly");
  const { value: conflict } = open.conflict;
  const time = conflict?.until ? clock(conflict.until) : "?";
  const key = conflict?.holder === user.value?.name ? "desk.ownConflict" : "desk.conflict";
  const holder = conflict && t(key, { holder: conflict.holder, time });
  if (open.lost.value) return [t("desk.lost"), holder].filter(Boolean).join(" ");
  return holder ?? t("desk.free");
}

export function ReadOnlyBar({ open }: { open: Case }) {
  const last = open.reviews.value.at(-1);
  const waits = !open.closed.value && mayReview.value;
  const elsewhere = open.conflict.value?.holder === user.value?.name;
  return (
    <div class="read-only-bar">
      <span class={waits ? "warning" : ""}>{whyReading(open, last)}</span>
      {last?.reason && <span class="dim">{word("reason", last.reason)}</span>}
      {last?.note && <span class="dim">“{last.note}”</span>}
      {waits && (
        <button type="button" onClick={() => void open.claim(elsewhere)}>
          {t(elsewhere ? "desk.takeOver" : "desk.retry")}
        </button>
      )}
    </div>
  );
}

export function VerdictBar({ open }: { open: Case }) {
  const draft = open.draft.value;
  const label = draft ? t("verdict.armed", { verdict: t(buttonOf(draft.arm).label) }) : t("verdict.title");
  return (
    <section id="verdict-panel" class="verdict-panel" tabIndex={-1} aria-label={label}>
      {!open.mine.value && <ReadOnlyBar open={open} />}
      {open.mine.value && draft && <Reasons open={open} draft={draft} />}
      {open.mine.value && (
        <div class="verdict-row">
          <Buttons open={open} />
          <Commit open={open} draft={draft} />
        </div>
      )}
    </section>
  );
}
