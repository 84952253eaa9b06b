/** One line of news for the officer, read aloud by screen readers. */

import { signal } from "@preact/signals";
import { Problem, Unreachable } from "../api/http";
import { t } from "../i18n";

export type Weight = "plain" | "good" | "bad";

export interface Notice {
  text: string;
  weight: Weight;
}

const SECONDS: Record<Weight, number> = { plain: 6, good: 8, bad: 20 };

export const notice = signal<Notice | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

export function tell(text: string, weight: Weight = "plain"): void {
  clearTimeout(timer);
  notice.value = { text, weight };
  timer = setTimeout(() => {
    notice.value = null;
  }, SECONDS[weight] * 1000);
}

export function hush(): void {
  clearTimeout(timer);
  notice.value = null;
}

/** What went wrong, in words. */
export function inWords(error: unknown): string {
  if (error instanceof Unreachable) return t("verdict.unreachable");
  return error instanceof Problem || error instanceof Error ? error.message : String(error);
}

/** Tell of an error, except one whose screen is about to come (an expired log-in). */
export function complain(error: unknown): void {
  if (error instanceof Problem && error.status === 401) return;
  if (error instanceof Unreachable) tell(t("error.unreachable"), "bad");
  else tell(t("error.generic", { message: inWords(error) }), "bad");
}
