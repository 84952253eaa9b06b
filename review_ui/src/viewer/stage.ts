/** The state of one viewer, as signals: what it shows, where it looks and in which tones. */

import { batch, computed, signal } from "@preact/signals";
import { type Box, type Camera, frame, oneToOne, panBy, type Size, wholeIn, zoomAt } from "./camera";
import { type Picture, sampleAt } from "./picture";
import {
  dragWindow,
  type Preset,
  presetRange,
  standardTone,
  type Tone,
  WHOLE_RANGE,
  type Windows,
} from "./tone";

export type StageStatus = "empty" | "loading" | "preview" | "complete" | "failed" | "no-graphics";

export interface Reading {
  x: number;
  y: number;
  value: number | null;
}

export class Stage {
  readonly picture = signal<Picture | null>(null);
  readonly status = signal<StageStatus>("empty");
  readonly canvas = signal<Size>({ width: 1, height: 1 });
  readonly camera = signal<Camera>({ x: 0, y: 0, zoom: 1 });
  readonly windows = signal<Windows>(WHOLE_RANGE);
  readonly tone = signal<Tone>(standardTone(WHOLE_RANGE));
  readonly reading = signal<Reading | null>(null);
  readonly marksHidden = signal(false);
  readonly failure = signal("");
  /** Whether the camera follows the size of the canvas. */
  private fitted = true;

  readonly detail = computed(() => 1 / this.camera.value.zoom);

  get size(): Size {
    return this.picture.value ?? { width: 1, height: 1 };
  }

  /** A new view comes: forget the old one and go back to the standard picture. */
  open(): void {
    batch(() => {
      this.picture.value = null;
      this.status.value = "loading";
      this.reading.value = null;
      this.windows.value = WHOLE_RANGE;
      this.tone.value = standardTone(WHOLE_RANGE);
      this.fitted = true;
    });
  }

  showPicture(picture: Picture, complete: boolean): void {
    batch(() => {
      const first = this.picture.value === null;
      this.picture.value = picture;
      this.status.value = complete ? "complete" : "preview";
      if (first || this.fitted) this.fit();
    });
  }

  showWindows(windows: Windows): void {
    batch(() => {
      this.windows.value = windows;
      const [low, high] = presetRange(this.tone.value.preset, windows);
      this.tone.value = { ...this.tone.value, low, high };
    });
  }

  resize(size: Size): void {
    batch(() => {
      this.canvas.value = size;
      if (this.fitted) this.fit();
    });
  }

  fit(): void {
    this.fitted = true;
    this.camera.value = wholeIn(this.size, this.canvas.value);
  }

  oneToOne(): void {
    this.look(oneToOne(this.camera.value, this.size, this.canvas.value));
  }

  zoom(factor: number, x = this.canvas.value.width / 2, y = this.canvas.value.height / 2): void {
    this.look(zoomAt(this.camera.value, factor, x, y, this.size, this.canvas.value));
  }

  pan(dx: number, dy: number): void {
    this.look(panBy(this.camera.value, dx, dy, this.size, this.canvas.value));
  }

  /** Bring a box into sight: only as far as needed when it is already seen well. */
  reveal(box: Box): void {
    const target = frame(box, this.canvas.value, 0.3);
    const fitting = wholeIn(this.size, this.canvas.value).zoom;
    const zoom = Math.max(fitting, Math.min(target.zoom, 1.5));
    if (zoom <= fitting * 1.15) {
      this.fit();
      return;
    }
    const { width, height } = this.canvas.value;
    const x = (box[0] + box[2]) / 2 - width / zoom / 2;
    const y = (box[1] + box[3]) / 2 - height / zoom / 2;
    this.look({ x, y, zoom });
  }

  choose(preset: Preset): void {
    const [low, high] = presetRange(preset, this.windows.value);
    this.tone.value = { ...this.tone.value, preset, low, high };
  }

  /** Back to the standard picture: automatic window, nothing enhanced, everything in sight. */
  standard(): void {
    batch(() => {
      this.tone.value = standardTone(this.windows.value);
      this.fit();
    });
  }

  toggle(name: "invert" | "thin"): void {
    this.tone.value = { ...this.tone.value, [name]: !this.tone.value[name] };
  }

  hold(on: boolean): void {
    if (this.tone.value.edges !== on) this.tone.value = { ...this.tone.value, edges: on };
  }

  drag(dx: number, dy: number): void {
    this.tone.value = dragWindow(this.tone.value, dx, dy, this.windows.value);
  }

  point(x: number, y: number): void {
    const picture = this.picture.value;
    this.reading.value = picture ? { x, y, value: sampleAt(picture, x, y) } : null;
  }

  private look(camera: Camera): void {
    this.fitted = false;
    this.camera.value = camera;
  }
}
