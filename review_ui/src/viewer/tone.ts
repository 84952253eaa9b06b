/** From counts to grey: windows, curves and the equalisation table. */

export type Preset = "auto" | "dense" | "light" | "log" | "equal";
export type Curve = "linear" | "log" | "equal";
export type Range = readonly [number, number];

export const PRESETS: readonly Preset[] = ["auto", "dense", "light", "log", "equal"];

/** What the service says of a view, in sample units. */
export interface Windows {
  auto: Range;
  dense: Range;
  light: Range;
  p005: number;
  p995: number;
}

export interface Tone {
  preset: Preset;
  low: number;
  high: number;
  invert: boolean;
  thin: boolean;
  edges: boolean;
}

export const WHOLE_RANGE: Windows = {
  auto: [0, 65535],
  dense: [0, 16384],
  light: [32768, 65535],
  p005: 0,
  p995: 65535,
};

export function curveOf(preset: Preset): Curve {
  return preset === "log" ? "log" : preset === "equal" ? "equal" : "linear";
}

/** The window a preset starts with; the logarithm reaches down to where single counts matter. */
export function presetRange(preset: Preset, windows: Windows): Range {
  if (preset === "dense") return windows.dense;
  if (preset === "light") return windows.light;
  if (preset === "log") return [Math.max(64, windows.p005), Math.max(windows.p995, 128)];
  return windows.auto;
}

export function standardTone(windows: Windows): Tone {
  const [low, high] = windows.auto;
  return { preset: "auto", low, high, invert: false, thin: false, edges: false };
}

/**
 * Move level and width by a drag, in fractions of the viewer: right is brighter, down is wider.
 *
 * One drag across the viewer spans the 0.5 to 99.5 percentile of this picture.
 */
export function dragWindow(tone: Tone, dx: number, dy: number, windows: Windows): Tone {
  const span = Math.max(256, windows.p995 - windows.p005);
  const width = Math.min(131070, Math.max(16, tone.high - tone.low + dy * span));
  const level = (tone.high + tone.low) / 2 - dx * span;
  const middle = Math.min(65535, Math.max(0, level));
  return { ...tone, low: Math.round(middle - width / 2), high: Math.round(middle + width / 2) };
}

/** How often each of the 65,536 values occurs. */
export function histogram(samples: Uint16Array): Uint32Array {
  const counts = new Uint32Array(65536);
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i] as number;
    counts[value] = (counts[value] as number) + 1;
  }
  return counts;
}

/**
 * Grey for each value so that every grey is about equally frequent.
 *
 * Counts are clipped at 32 times their average over the values present: open air alone would
 * otherwise take half of the greys (contrast limiting as in K. Zuiderveld, Graphics Gems IV, 1994).
 */
export function equalise(counts: Uint32Array): Uint8Array<ArrayBuffer> {
  let total = 0;
  let present = 0;
  for (const count of counts) {
    total += count;
    if (count > 0) present++;
  }
  const limit = (32 * total) / Math.max(1, present);
  let clipped = 0;
  for (const count of counts) clipped += Math.min(count, limit);
  const table = new Uint8Array(65536);
  let below = 0;
  for (let value = 0; value < 65536; value++) {
    below += Math.min(counts[value] as number, limit);
    table[value] = clipped > 0 ? Math.round((255 * below) / clipped) : value >> 8;
  }
  return table;
}
