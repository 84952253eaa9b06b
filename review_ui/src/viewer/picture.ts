/** What the viewer holds of one view: its levels, coarse first, and its equalisation table. */

import type { Size } from "./camera";
import type { Plane } from "./pyramid";

export interface Picture extends Size {
  /** Levels by their number: level n has 2^n samples of the view in one; missing ones are absent. */
  mean: ReadonlyMap<number, Plane>;
  min: ReadonlyMap<number, Plane>;
  equalised: Uint8Array<ArrayBuffer>;
}

/** The level to read for `stride` samples per canvas pixel: the coarsest that loses nothing. */
export function levelFor(levels: ReadonlyMap<number, unknown>, stride: number): number | null {
  const wanted = Math.max(0, Math.floor(Math.log2(stride) + 1e-6));
  let best: number | null = null;
  for (const level of levels.keys()) {
    if (best === null) best = level;
    else if (best > wanted ? level < best : level > best && level <= wanted) best = level;
  }
  return best;
}

/** The sample at a position of the view, from the finest level that is there. */
export function sampleAt(picture: Picture, x: number, y: number): number | null {
  const level = levelFor(picture.mean, 1);
  const plane = level === null ? undefined : picture.mean.get(level);
  if (level === null || !plane || x < 0 || y < 0 || x >= picture.width || y >= picture.height) return null;
  const column = Math.min(plane.width - 1, Math.floor(x) >> level);
  const row = Math.min(plane.height - 1, Math.floor(y) >> level);
  return plane.samples[row * plane.width + column] ?? null;
}
