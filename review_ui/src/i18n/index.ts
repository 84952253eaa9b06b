/** Texts in the officer's language; the choice stays in this browser. */

import { signal } from "@preact/signals";
import { en, type Key } from "./en";
import { filled, type Values } from "./fill";
import { zh } from "./zh";

export type Language = "en" | "zh";
export type { Key };

const STORED = "cargolens.language";
const TABLES: Record<Language, Record<Key, string>> = { en, zh };

function first(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === "en" || stored === "zh") return stored;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

export const language = signal<Language>(first());
document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";

export function switchLanguage(): void {
  language.value = language.value === "en" ? "zh" : "en";
  localStorage.setItem(STORED, language.value);
  document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
}

/** A text in the officer's language with its places filled. */
export function t(key: Key, values: Values = {}): string {
  return filled(TABLES[language.value][key], values);
}

/** A text for a word that comes from the service; the word itself where there is none. */
export function word(prefix: string, value: string): string {
  const key = `${prefix}.${value}`;
  return key in en ? t(key as Key) : value;
}

export function clock(at: string | number | Date): string {
  const locale = language.value === "zh" ? "zh-CN" : "en-GB";
  return new Date(at).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

export function dateTime(at: string): string {
  const locale = language.value === "zh" ? "zh-CN" : "en-GB";
  return new Date(at).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
}

export function age(at: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(at)) / 60_000);
  if (minutes < 1) return t("age.now");
  if (minutes < 60) return t("age.minutes", { n: minutes });
  if (minutes < 48 * 60) return t("age.hours", { h: Math.floor(minutes / 60), m: minutes % 60 });
  return t("age.days", { n: Math.floor(minutes / 1440) });
}
