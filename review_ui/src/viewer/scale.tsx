/** A bar of a round length, in metres where the pixel pitch is known and in samples where not. */

import { roundLength } from "./camera";
import type { Stage } from "./stage";

const LONGEST = 140;

function inWords(length: number, metric: boolean): string {
  if (!metric) return `${Math.round(length)} px`;
  if (length >= 1000) return `${length / 1000} m`;
  return length >= 10 ? `${length / 10} cm` : `${length} mm`;
}

export function ScaleBar({ stage, pitch }: { stage: Stage; pitch: number | null }) {
  if (!stage.picture.value) return null;
  const ratio = window.devicePixelRatio || 1;
  const perPixel = (ratio / stage.camera.value.zoom) * (pitch ?? 1);
  const length = Math.max(1, roundLength(LONGEST * perPixel));
  const width = length / perPixel;
  return (
    <svg class="scale-bar" width={width + 8} height={26} aria-hidden="true">
      <path class="mark-dark" d={`M4 15v6h${width}v-6`} />
      <path class="mark-light" d={`M4 15v6h${width}v-6`} />
      <text x={4 + width / 2} y={12}>
        {inWords(length, pitch !== null)}
      </text>
    </svg>
  );
}
