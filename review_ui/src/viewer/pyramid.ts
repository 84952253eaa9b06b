/**
 * Levels of a picture, each half the size of the one before.
 *
 * A fit view shows one canvas pixel for three or more samples. The mean keeps the grey right; the
 * minimum (darkest sample) keeps wires and blades that a mean dilutes to nothing.
 */

export interface Plane {
  width: number;
  height: number;
  samples: Uint16Array<ArrayBuffer>;
}

export type Reduce = "mean" | "min";

const SMALLEST = 256;

function mean(a: number, b: number, c: number, d: number): number {
  return (a + b + c + d + 2) >> 2;
}

function least(a: number, b: number, c: number, d: number): number {
  const ab = Math.min(a, b);
  const cd = Math.min(c, d);
  return Math.min(ab, cd);
}

/** Halve a plane (sizes rounded up; a lone last row or column is counted twice). */
export function halve(plane: Plane, reduce: Reduce): Plane {
  const { width: w, height: h, samples: s } = plane;
  const width = (w + 1) >> 1;
  const height = (h + 1) >> 1;
  const out = new Uint16Array(width * height);
  const pick = reduce === "mean" ? mean : least;
  for (let y = 0, o = 0; y < height; y++) {
    const upper = 2 * y * w;
    const lower = Math.min(2 * y + 1, h - 1) * w;
    for (let x = 0; x < width; x++, o++) {
      const left = 2 * x;
      const right = left + 1 < w ? left + 1 : left;
      out[o] = pick(
        s[upper + left] as number,
        s[upper + right] as number,
        s[lower + left] as number,
        s[lower + right] as number,
      );
    }
  }
  return { width, height, samples: out };
}

/** The levels below a plane, down to one that fits into 256 x 256. */
export function levelsBelow(plane: Plane, reduce: Reduce): Plane[] {
  const levels: Plane[] = [];
  let last = plane;
  while (Math.max(last.width, last.height) > SMALLEST) {
    last = halve(last, reduce);
    levels.push(last);
  }
  return levels;
}
