/** Boxes over the picture, each with a dark and a light stroke so that it is seen on any grey. */

import { type Box, toCanvas } from "./camera";
import type { Stage } from "./stage";

export type MarkKind = "container" | "finding" | "region" | "drawn" | "sketch";

export interface Mark {
  id: string;
  kind: MarkKind;
  box: Box;
  tag: string;
  title: string;
}

interface Props {
  stage: Stage;
  marks: readonly Mark[];
  selected: string | null;
  onSelect: (id: string) => void;
}

interface TagProps {
  mark: Mark;
  x: number;
  y: number;
  onSelect: (id: string) => void;
}

/** For the mouse alone: the same choice is a button in the lists beside the picture. */
function Tag({ mark, x, y, onSelect }: TagProps) {
  const width = 8 + 7 * mark.tag.length;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hidden from assistive technology
    <g class="mark-tag" onPointerDown={(event) => event.stopPropagation()} onClick={() => onSelect(mark.id)}>
      <rect x={x} y={y} width={width} height={16} />
      <text x={x + width / 2} y={y + 12}>
        {mark.tag}
      </text>
    </g>
  );
}

function MarkBox({
  mark,
  stage,
  chosen,
  onSelect,
}: {
  mark: Mark;
  stage: Stage;
  chosen: boolean;
  onSelect: (id: string) => void;
}) {
  const ratio = window.devicePixelRatio || 1;
  const camera = stage.camera.value;
  const [x0, y0] = toCanvas(camera, mark.box[0], mark.box[1]).map((v) => v / ratio) as [number, number];
  const [x1, y1] = toCanvas(camera, mark.box[2], mark.box[3]).map((v) => v / ratio) as [number, number];
  const frame = { x: x0, y: y0, width: Math.max(1, x1 - x0), height: Math.max(1, y1 - y0) };
  const above = mark.kind === "container" || y0 > 20;
  const ty = above ? Math.max(1, y0 - 17) : y0 + 1;
  const tx = Math.max(1, x0);
  return (
    <g class={`mark mark-${mark.kind}${chosen ? " chosen" : ""}`}>
      <title>{mark.title}</title>
      <rect class="mark-dark" {...frame} />
      <rect class="mark-light" {...frame} />
      {mark.tag && <Tag mark={mark} x={tx} y={ty} onSelect={onSelect} />}
    </g>
  );
}

export function Marks({ stage, marks, selected, onSelect }: Props) {
  if (stage.marksHidden.value || !stage.picture.value) return null;
  return (
    <svg class="marks" aria-hidden="true">
      {marks.map((mark) => (
        <MarkBox
          key={mark.kind + mark.id}
          mark={mark}
          stage={stage}
          chosen={mark.id === selected}
          onSelect={onSelect}
        />
      ))}
    </svg>
  );
}
