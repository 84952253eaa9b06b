/** The boxes that an officer draws, with undo and redo: pure values. */

import type { Box } from "../viewer/camera";

export interface Drawn {
  id: string;
  box: Box;
}

export interface History {
  readonly past: readonly (readonly Drawn[])[];
  readonly present: readonly Drawn[];
  readonly future: readonly (readonly Drawn[])[];
  readonly count: number;
}

export const NOTHING: History = { past: [], present: [], future: [], count: 0 };

/** Boxes that were kept from before: there is nothing to undo. */
export function restored(present: readonly Drawn[], count: number): History {
  return { past: [], present, future: [], count };
}

function step(history: History, present: readonly Drawn[], count = history.count): History {
  return { past: [...history.past, history.present], present, future: [], count };
}

function whole(box: Box): Box {
  return [Math.floor(box[0]), Math.floor(box[1]), Math.ceil(box[2]), Math.ceil(box[3])];
}

/** Add a box on whole samples; its id is never used again, so that a selection stays true. */
export function add(history: History, box: Box): History {
  const id = `drawn-${history.count}`;
  return step(history, [...history.present, { id, box: whole(box) }], history.count + 1);
}

export function remove(history: History, id: string): History {
  const present = history.present.filter((each) => each.id !== id);
  return present.length === history.present.length ? history : step(history, present);
}

export function replace(history: History, id: string, box: Box): History {
  return step(
    history,
    history.present.map((each) => (each.id === id ? { id, box: whole(box) } : each)),
  );
}

export function undo(history: History): History {
  const last = history.past.at(-1);
  if (!last) return history;
  return {
    past: history.past.slice(0, -1),
    present: last,
    future: [history.present, ...history.future],
    count: history.count,
  };
}

export function redo(history: History): History {
  const next = history.future[0];
  if (!next) return history;
  return {
    past: [...history.past, history.present],
    present: next,
    future: history.future.slice(1),
    count: history.count,
  };
}
