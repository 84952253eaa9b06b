/** The verdicts on the bar, their keys, and the reasons that each one offers. */

import type { ReviewVerdict } from "../api/types";
import type { Key } from "../i18n";

export type Arm = "release" | "suspicious" | "cannot" | "rescan" | "panel";

export interface Choice {
  /** Stored with the review: the same word in every language. */
  reason: string;
  verdict: ReviewVerdict;
}

export interface VerdictButton {
  arm: Arm;
  key: string;
  label: Key;
  verdict: ReviewVerdict;
  choices: readonly Choice[];
}

function choices(verdict: ReviewVerdict, ...reasons: string[]): Choice[] {
  return reasons.map((reason) => ({ reason, verdict }));
}

export const VERDICTS: readonly VerdictButton[] = [
  { arm: "release", key: "F2", label: "verdict.release", verdict: "no-anomaly", choices: [] },
  {
    arm: "suspicious",
    key: "F4",
    label: "verdict.suspicious",
    verdict: "suspected-false-declaration",
    choices: [
      ...choices(
        "suspected-false-declaration",
        "goods-differ",
        "quantity-differs",
        "undeclared-goods",
        "not-empty",
      ),
      ...choices("suspected-concealment", "hidden-in-goods", "hidden-in-structure"),
      ...choices("prohibited-goods", "weapons", "drugs", "other-prohibited"),
    ],
  },
  {
    arm: "cannot",
    key: "F8",
    label: "verdict.cannot",
    verdict: "cannot-tell",
    choices: choices("cannot-tell", "not-penetrated", "too-cluttered", "unfamiliar-goods"),
  },
  {
    arm: "rescan",
    key: "F9",
    label: "verdict.rescan",
    verdict: "unfit-rescan",
    choices: choices("unfit-rescan", "cut-off", "stripes", "blank-or-wrong", "moved"),
  },
  {
    arm: "panel",
    key: "F10",
    label: "verdict.panel",
    verdict: "refer-to-panel",
    choices: choices("refer-to-panel", "second-opinion", "unusual", "valuable-trader"),
  },
];

export function buttonOf(arm: Arm): VerdictButton {
  const button = VERDICTS.find((each) => each.arm === arm);
  if (!button) throw new Error(arm);
  return button;
}

export interface Draft {
  arm: Arm;
  choice: Choice | null;
  ownReason: string;
  /** The kind of suspicion for a reason in the officer's own words. */
  ownVerdict: ReviewVerdict;
  note: string;
}

export function draftFor(arm: Arm): Draft {
  return { arm, choice: null, ownReason: "", ownVerdict: buttonOf(arm).verdict, note: "" };
}

/** What would be stored, or null while a reason is missing. */
export function outcome(draft: Draft): Choice | null {
  const own = draft.ownReason.trim();
  if (own) return { reason: own, verdict: draft.ownVerdict };
  if (draft.choice) return draft.choice;
  return draft.arm === "release" ? { reason: "", verdict: "no-anomaly" } : null;
}
