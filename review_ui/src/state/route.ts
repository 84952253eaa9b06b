/** Which screen is open, kept in the address after the #. */

import { signal } from "@preact/signals";

export type Screen = "queue" | "desk" | "library" | "decided";

export interface Route {
  screen: Screen;
  id: string;
}

const SCREENS: readonly Screen[] = ["queue", "desk", "library", "decided"];

export function parseRoute(hash: string): Route {
  const [, name = "", id = ""] = hash.replace(/^#/, "").split("/");
  const screen = SCREENS.find((each) => each === name) ?? "queue";
  return { screen, id: decodeURIComponent(id) };
}

export const route = signal<Route>(parseRoute(location.hash));

window.addEventListener("hashchange", () => {
  route.value = parseRoute(location.hash);
});

export function go(screen: Screen, id = ""): void {
  location.hash = id ? `/${screen}/${encodeURIComponent(id)}` : `/${screen}`;
}
