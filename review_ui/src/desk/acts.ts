/** What the keys and the tool buttons do to the case on the desk. */

import { signal } from "@preact/signals";
import type { Box } from "../viewer/camera";
import { toPicture } from "../viewer/camera";
import type { Case } from "./case";
import { add, redo, remove, undo } from "./history";
import { type Act, actOf, type PlainAct, releaseOf } from "./keymap";
import { commit } from "./open";
import { buttonOf, draftFor } from "./verdicts";

export const helpShown = signal(false);
/** The box that is being drawn, by mouse or by keys. */
export const sketch = signal<Box | null>(null);

/** A first box for drawing by keys: a tenth of what is seen, in its middle. */
function startSketch(open: Case): void {
  const { width, height } = open.stage.canvas.value;
  const [x0, y0] = toPicture(open.stage.camera.value, width * 0.45, height * 0.45);
  const [x1, y1] = toPicture(open.stage.camera.value, width * 0.55, height * 0.55);
  sketch.value = [x0, y0, x1, y1];
}

function moveSketch(open: Case, dx: number, dy: number, grow: boolean): void {
  if (!sketch.value) startSketch(open);
  const box = sketch.value;
  if (!box) return;
  const step = 10 / open.stage.camera.value.zoom;
  const [x, y] = [dx * step, dy * step];
  const [x0, y0] = grow ? [box[0], box[1]] : [box[0] + x, box[1] + y];
  sketch.value = [x0, y0, Math.max(x0 + 3, box[2] + x), Math.max(y0 + 3, box[3] + y)];
}

export function setBox(open: Case, box: Box): void {
  const { width, height } = open.stage.size;
  const inside: Box = [
    Math.max(0, box[0]),
    Math.max(0, box[1]),
    Math.min(width, box[2]),
    Math.min(height, box[3]),
  ];
  sketch.value = null;
  open.drawing.value = false;
  if (inside[2] - inside[0] < 2 || inside[3] - inside[1] < 2) return;
  open.history.value = add(open.history.value, inside);
  open.select(open.history.value.present.at(-1)?.id ?? null, false);
}

export function toggleBox(open: Case): void {
  // Boxes lie in the first view: of a volume, that is the one from above.
  if (open.slice.value !== null) {
    open.stage.fit();
    open.slice.value = null;
  }
  sketch.value = null;
  open.drawing.value = open.mine.value && !open.drawing.value;
}

export function deleteBox(open: Case): void {
  const { present } = open.history.value;
  const id = present.some((each) => each.id === open.selected.value)
    ? open.selected.value
    : present.at(-1)?.id;
  if (!id || !open.mine.value) return;
  open.history.value = remove(open.history.value, id);
  if (open.selected.value === id) open.selected.value = null;
}

export function arm(open: Case, which: Parameters<typeof draftFor>[0]): void {
  if (!open.mine.value || open.saving.value) return;
  const note = open.draft.value?.note ?? "";
  open.draft.value = { ...draftFor(which), note };
  // The focus leaves text fields and buttons: digits now choose a reason and Enter commits.
  document.getElementById("verdict-panel")?.focus();
}

export function chooseReason(open: Case, index: number): void {
  const draft = open.draft.value;
  const choice = draft && buttonOf(draft.arm).choices[index];
  if (draft && choice) open.draft.value = { ...draft, choice, ownReason: "", ownVerdict: choice.verdict };
}

function disarm(open: Case): void {
  if (helpShown.value) helpShown.value = false;
  else if (open.drawing.value) {
    sketch.value = null;
    open.drawing.value = false;
  } else if (open.draft.value) open.draft.value = null;
  else open.select(null);
}

/** Acts without a parameter. */
const PLAIN: Record<PlainAct, (open: Case) => void> = {
  standard: ({ stage }) => stage.standard(),
  fit: ({ stage }) => stage.fit(),
  one: ({ stage }) => stage.oneToOne(),
  invert: ({ stage }) => stage.toggle("invert"),
  thin: ({ stage }) => stage.toggle("thin"),
  edges: ({ stage }) => stage.hold(true),
  hide: ({ stage }) => {
    stage.marksHidden.value = true;
  },
  box: toggleBox,
  delete: deleteBox,
  undo: (open) => {
    open.history.value = undo(open.history.value);
  },
  redo: (open) => {
    open.history.value = redo(open.history.value);
  },
  commit: (open) => {
    if (open.drawing.value && sketch.value) setBox(open, sketch.value);
    else void commit(open);
  },
  disarm,
  help: () => {
    helpShown.value = !helpShown.value;
  },
};

export function perform(act: Act, open: Case): void {
  const { stage } = open;
  if (act.do === "preset") stage.choose(act.preset);
  else if (act.do === "arm") arm(open, act.arm);
  else if (act.do === "reason") chooseReason(open, act.index);
  else if (act.do === "zoom") stage.zoom(act.factor);
  else if (act.do === "mark") open.stepMark(act.by);
  else if (act.do === "reference") open.stepReference(act.by);
  else if (act.do !== "pan") PLAIN[act.do](open);
  else if (open.drawing.value) moveSketch(open, act.dx, act.dy, act.grow);
  else stage.pan(-act.dx * 60, -act.dy * 60);
}

function situation(target: EventTarget | null, open: Case) {
  const element = target instanceof HTMLElement ? target : null;
  const typing = element?.matches("input:not([type=range]), textarea, [contenteditable]") ?? false;
  const control = element?.matches("button, a, select, summary, input[type=range], [role=option]") ?? false;
  return { typing, control, armed: open.draft.value !== null, drawing: open.drawing.value };
}

/** A click with the mouse leaves the keyboard to the picture; who works by keys stays on the button. */
function leaveButton(event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  if (event.detail === 0 || !button?.closest(".top, .toolbar, .desk-main, .side")) return;
  button.blur();
  document.querySelector<HTMLElement>(".viewer canvas")?.focus({ preventScroll: true });
}

/** Listen to the keys of the whole page for one case; returns what stops it. */
export function attachKeys(open: Case): () => void {
  const stop = new AbortController();
  const down = (event: KeyboardEvent) => {
    if (document.querySelector(".login")) return;
    if (document.querySelector("dialog[open]") && event.code !== "Escape" && event.key !== "?") return;
    const act = actOf(event, situation(event.target, open));
    if (!act) return;
    event.preventDefault();
    if (event.repeat && (act.do === "arm" || act.do === "commit" || act.do === "box")) return;
    perform(act, open);
  };
  const up = (event: KeyboardEvent) => {
    const held = releaseOf(event.code);
    if (held === "edges") open.stage.hold(false);
    if (held === "hide") open.stage.marksHidden.value = false;
  };
  const letGo = () => {
    open.stage.hold(false);
    open.stage.marksHidden.value = false;
  };
  window.addEventListener("keydown", down, { signal: stop.signal });
  window.addEventListener("keyup", up, { signal: stop.signal });
  window.addEventListener("click", leaveButton, { signal: stop.signal });
  window.addEventListener("blur", letGo, { signal: stop.signal });
  return () => stop.abort();
}
