/** The service's time as a signal that moves once a second. */

import { signal } from "@preact/signals";
import { serverNow } from "../api/http";

export const now = signal(serverNow());

setInterval(() => {
  now.value = serverNow();
}, 1000);

/** Minutes and seconds until a time, not below zero. */
export function countdown(until: string, from: number): string {
  const seconds = Math.max(0, Math.floor((Date.parse(until) - from) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
