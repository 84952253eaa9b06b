/** What stands in a field for an HS code, and which code it comes to. */

import { library } from "../api/calls";
import { Problem } from "../api/http";
import type { Code } from "../api/types";

export interface CodeEntry {
  text: string;
  /** The code that was chosen from the list; typing lets go of it. */
  code: Code | null;
}

export const NO_CODE: CodeEntry = { text: "", code: null };

const DIGITS = /^(?:\d{2}|\d{4}|\d{6,10})$/;

/** The digits of a typed code, without the dots and spaces that people write; null for other words. */
export function digitsOf(text: string): string | null {
  const digits = text.normalize("NFKC").replace(/[\s.-]/g, "");
  return DIGITS.test(digits) ? digits : null;
}

/**
 * The code that an entry stands for: the chosen one, or the typed one if the nomenclature has it.
 *
 * A national line keeps its own digits. Null means that the text is no code.
 */
export async function settle(entry: CodeEntry): Promise<Code | null> {
  if (entry.code) return entry.code;
  const digits = digitsOf(entry.text);
  if (!digits) return null;
  try {
    return { ...(await library.code(digits)), code: digits };
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return null;
    throw error;
  }
}
