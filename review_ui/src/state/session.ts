/** Who is logged in. */

import { computed, signal } from "@preact/signals";
import { session } from "../api/calls";
import { Problem, setCsrf, whenExpired } from "../api/http";
import type { Role, Session } from "../api/types";

export type Standing = "unknown" | "out" | "expired" | "in";

export const user = signal<Session | null>(null);
export const standing = signal<Standing>("unknown");

const may = (...roles: Role[]) =>
  computed(() => user.value !== null && [...roles, "admin"].includes(user.value.role));

export const mayReview = may("reviewer", "supervisor");
export const mayExamine = may("supervisor");
export const mayAdd = may("reviewer", "supervisor", "scientist");
export const mayRemove = may("supervisor", "scientist");

function enter(who: Session): void {
  setCsrf(who.csrf ?? "");
  user.value = who;
  standing.value = "in";
}

/** Take up the session that the browser still has. */
export async function restore(): Promise<void> {
  try {
    enter(await session.current());
  } catch {
    standing.value = "out";
  }
}

/** Log in; false when name or password is wrong. */
export async function logIn(name: string, password: string): Promise<boolean> {
  try {
    const who = await session.open(name, password);
    if (who) enter(who);
    return who !== null;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return false;
    throw error;
  }
}

export async function logOut(): Promise<void> {
  await session.close().catch(() => undefined);
  setCsrf("");
  user.value = null;
  standing.value = "out";
}

// An expired log-in is renewed in place: the screen below, with its case and boxes, stays.
whenExpired(() => {
  if (standing.value === "in") standing.value = "expired";
});
