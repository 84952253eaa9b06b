/** What the mouse, pen or finger does on the viewer. */

import { type Box, toPicture } from "./camera";
import type { Stage } from "./stage";

export interface GestureHooks {
  /** Whether the next left drag draws a box. */
  drawing: () => boolean;
  drawn: (box: Box) => void;
  sketch: (box: Box | null) => void;
}

type Mode = "pan" | "window" | "box";

interface Drag {
  mode: Mode;
  x: number;
  y: number;
  from: [number, number];
}

function orderly(a: [number, number], b: [number, number]): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
}

/** Listen on an element; returns what stops listening. */
export function attachGestures(element: HTMLElement, stage: Stage, hooks: GestureHooks): () => void {
  let drag: Drag | null = null;
  const ratio = () => stage.canvas.value.width / Math.max(1, element.clientWidth);
  const place = (event: PointerEvent | WheelEvent): [number, number] => {
    const frame = element.getBoundingClientRect();
    return [(event.clientX - frame.left) * ratio(), (event.clientY - frame.top) * ratio()];
  };
  const inPicture = (event: PointerEvent): [number, number] => {
    const [x, y] = toPicture(stage.camera.value, ...place(event));
    const { width, height } = stage.size;
    return [Math.min(width, Math.max(0, x)), Math.min(height, Math.max(0, y))];
  };

  const down = (event: PointerEvent) => {
    if (event.button === 1) return;
    const windowing = event.button === 2 || (event.button === 0 && event.shiftKey);
    const mode: Mode = windowing ? "window" : hooks.drawing() ? "box" : "pan";
    drag = { mode, x: event.clientX, y: event.clientY, from: inPicture(event) };
    element.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    stage.point(...toPicture(stage.camera.value, ...place(event)));
    if (!drag) return;
    const dx = event.clientX - drag.x;
    const dy = event.clientY - drag.y;
    if (drag.mode === "box") {
      hooks.sketch(orderly(drag.from, inPicture(event)));
      return;
    }
    drag.x = event.clientX;
    drag.y = event.clientY;
    if (drag.mode === "pan") {
      stage.pan(dx * ratio(), dy * ratio());
    } else {
      const fine = event.shiftKey && (event.buttons & 2) !== 0 ? 0.1 : 1;
      stage.drag((fine * dx) / element.clientWidth, (fine * dy) / element.clientHeight);
    }
  };
  const up = (event: PointerEvent) => {
    if (drag?.mode === "box") {
      const box = orderly(drag.from, inPicture(event));
      hooks.sketch(null);
      if (box[2] - box[0] >= 3 && box[3] - box[1] >= 3) hooks.drawn(box);
    }
    drag = null;
  };
  const cancel = () => {
    if (drag?.mode === "box") hooks.sketch(null);
    drag = null;
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? event.deltaY * 24 : event.deltaY;
    stage.zoom(1.0015 ** -lines, ...place(event));
  };
  const leave = () => {
    if (!drag) stage.reading.value = null;
  };
  const menu = (event: Event) => event.preventDefault();

  const stop = new AbortController();
  const { signal } = stop;
  element.addEventListener("pointerdown", down, { signal });
  element.addEventListener("pointermove", move, { signal });
  element.addEventListener("pointerup", up, { signal });
  element.addEventListener("pointercancel", cancel, { signal });
  element.addEventListener("pointerleave", leave, { signal });
  element.addEventListener("contextmenu", menu, { signal });
  element.addEventListener("wheel", wheel, { signal, passive: false });
  return () => stop.abort();
}
