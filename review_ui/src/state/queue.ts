/** The queue as the service orders it, kept fresh by events. */

import { signal } from "@preact/signals";
import { queue as calls } from "../api/calls";
import { type Change, listen } from "../api/events";
import type { Queue } from "../api/types";
import { complain } from "./notices";

const GATHER_MS = 250;

export const queue = signal<Queue | null>(null);
export const live = signal(false);
/** The last change that the service told of; screens look whether it concerns them. */
export const change = signal<Change | null>(null);

let _timer: ReturnType<typeof setTimeout> | undefined;

export async function refreshQueue(): Promise<void> {
  try {
    queue.value = await calls.list();
  } catch (error) {
    complain(error);
  }
}

/** Follow the queue until the returned function is called. */
export function followQueue(): () => void {
  void refreshQueue();
  const stop = listen(
    (each) => {
      change.value = each;
      if (each.name === "library") return;
      // A burst of events is one refresh.
      _timer ??= setTimeout(() => {
        _timer = undefined;
        void refreshQueue();
      }, GATHER_MS);
    },
    (on) => {
      live.value = on;
      if (on) void refreshQueue();
    },
  );
  return stop;
}
