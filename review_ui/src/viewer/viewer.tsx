/** The canvas with its life: size, drawing on change, lost and restored graphics. */

import { effect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { attachGestures, type GestureHooks } from "./gestures";
import { openGraphics } from "./gl";
import { Renderer } from "./renderer";
import type { Stage } from "./stage";

interface Props {
  stage: Stage;
  label: string;
  description: string;
  hooks: GestureHooks;
  /** Shown by the server's 8-bit picture where the browser has no 16-bit graphics. */
  fallback: string;
  children?: ComponentChildren;
}

/** Keep a canvas drawn; returns what stops it, or null without graphics. */
function run(canvas: HTMLCanvasElement, stage: Stage): (() => void) | null {
  const gl = openGraphics(canvas);
  if (!gl) return null;
  let renderer: Renderer | null = new Renderer(gl);
  let shown: unknown = null;
  let frame = 0;
  const draw = () => {
    frame = 0;
    const picture = stage.picture.peek();
    const { width, height } = stage.canvas.peek();
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    if (picture && picture !== shown) renderer?.show(picture);
    shown = picture;
    if (picture) renderer?.draw(stage.camera.peek(), stage.tone.peek());
  };
  const later = () => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const stop = effect(() => {
    void [stage.picture.value, stage.camera.value, stage.tone.value, stage.canvas.value];
    later();
  });
  const lost = (event: Event) => {
    event.preventDefault();
    renderer = null;
  };
  const restored = () => {
    gl.getExtension("EXT_color_buffer_float");
    renderer = new Renderer(gl);
    shown = null;
    later();
  };
  canvas.addEventListener("webglcontextlost", lost);
  canvas.addEventListener("webglcontextrestored", restored);
  return () => {
    stop();
    cancelAnimationFrame(frame);
    canvas.removeEventListener("webglcontextlost", lost);
    canvas.removeEventListener("webglcontextrestored", restored);
  };
}

export function Viewer({ stage, label, description, hooks, fallback, children }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(hooks);
  latest.current = hooks;

  useEffect(() => {
    const element = holder.current;
    const surface = canvas.current;
    if (!element || !surface) return;
    const measure = () => {
      const ratio = window.devicePixelRatio || 1;
      const width = Math.max(1, Math.round(element.clientWidth * ratio));
      const height = Math.max(1, Math.round(element.clientHeight * ratio));
      stage.resize({ width, height });
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    const stop = run(surface, stage);
    if (!stop) stage.status.value = "no-graphics";
    const release = attachGestures(element, stage, {
      drawing: () => latest.current.drawing(),
      drawn: (box) => latest.current.drawn(box),
      sketch: (box) => latest.current.sketch(box),
    });
    return () => {
      watch.disconnect();
      release();
      stop?.();
    };
  }, [stage]);

  const plain = stage.status.value === "no-graphics";
  return (
    <div class="viewer" ref={holder}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        aria-describedby="scan-words"
        tabIndex={0}
        hidden={plain}
      />
      {plain && <img class="viewer-plain" src={fallback} alt={label} />}
      <p id="scan-words" class="unseen">
        {description}
      </p>
      {children}
    </div>
  );
}
