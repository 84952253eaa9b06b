/** Reasons in the officer's language: the service's own words are English. */

import type { Evidence } from "../api/types";
import { type Key, language, t } from "../i18n";
import { en } from "../i18n/en";
import type { Case } from "./case";
import type { LinkedEvidence } from "./links";
import { placeWords } from "./markup";

/** Shares are told in per cent, scores with a sign. */
function spoken(name: string, value: unknown): string {
  if (typeof value !== "number") return String(value ?? "—");
  if (["base_rate", "fill", "share"].includes(name)) return String(Math.round(100 * value));
  return name === "score" ? `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}` : String(value);
}

/** A reason in words; a kind that the page does not know is told as the service tells it. */
export function phrase(evidence: Evidence, place = t("why.see-picture")): string {
  const key = `why.${evidence.kind}`;
  if (language.value === "en" || !(key in en)) return evidence.text;
  const details = Object.entries(evidence.details).map(([name, value]) => [name, spoken(name, value)]);
  return t(key as Key, { score: "—", ...Object.fromEntries(details), place });
}

/** A reason of an open case, with its place in the picture. */
export function phraseOf(open: Case, { evidence, region }: LinkedEvidence): string {
  return phrase(evidence, region ? placeWords(open, region) : undefined);
}
