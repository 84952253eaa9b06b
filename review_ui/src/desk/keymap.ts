/**
 * Keys to acts. Letters are matched by their place (`event.code`), so that Chinese input methods and
 * other layouts do not take them away; nothing acts while an input method composes.
 */

import type { Preset } from "../viewer/tone";
import type { Arm } from "./verdicts";

export type PlainAct =
  | "standard"
  | "fit"
  | "one"
  | "invert"
  | "thin"
  | "edges"
  | "hide"
  | "box"
  | "delete"
  | "undo"
  | "redo"
  | "commit"
  | "disarm"
  | "help";

export type Act =
  | { do: "preset"; preset: Preset }
  | { do: "arm"; arm: Arm }
  | { do: "reason"; index: number }
  | { do: "zoom"; factor: number }
  | { do: "pan"; dx: number; dy: number; grow: boolean }
  | { do: "mark" | "reference"; by: number }
  | { do: PlainAct };

export interface Stroke {
  code: string;
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
  keyCode: number;
}

export interface Situation {
  /** The focus is in a text field. */
  typing: boolean;
  /** The focus is on a button, link or list, which has its own use for Space and Enter. */
  control: boolean;
  armed: boolean;
  drawing: boolean;
}

const ARMS: Record<string, Arm> = {
  F2: "release",
  F4: "suspicious",
  F8: "cannot",
  F9: "rescan",
  F10: "panel",
};
const PRESET_KEYS: Record<string, Preset> = {
  Digit1: "auto",
  Digit2: "dense",
  Digit3: "light",
  Digit4: "log",
  Digit5: "equal",
};
const PLAIN: Record<string, Act> = {
  Digit0: { do: "fit" },
  Numpad0: { do: "fit" },
  KeyZ: { do: "one" },
  KeyI: { do: "invert" },
  KeyT: { do: "thin" },
  Digit9: { do: "edges" },
  KeyX: { do: "hide" },
  KeyB: { do: "box" },
  KeyN: { do: "mark", by: 1 },
  KeyP: { do: "mark", by: -1 },
  BracketLeft: { do: "reference", by: -1 },
  BracketRight: { do: "reference", by: 1 },
  Delete: { do: "delete" },
  Backspace: { do: "delete" },
  Equal: { do: "zoom", factor: 1.25 },
  NumpadAdd: { do: "zoom", factor: 1.25 },
  Minus: { do: "zoom", factor: 0.8 },
  NumpadSubtract: { do: "zoom", factor: 0.8 },
};
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function digit(code: string): number | null {
  const found = /^(?:Digit|Numpad)([1-9])$/.exec(code);
  return found ? Number(found[1]) : null;
}

/** What a key means here, or null when it is none of ours. */
export function actOf(stroke: Stroke, situation: Situation): Act | null {
  if (stroke.isComposing || stroke.keyCode === 229 || stroke.altKey) return null;
  const arm = ARMS[stroke.code];
  if (arm) return { do: "arm", arm };
  if (stroke.code === "Escape") return { do: "disarm" };
  const enter = stroke.code === "Enter" || stroke.code === "NumpadEnter";
  if (enter) return situation.control ? null : { do: "commit" };
  if (situation.typing) return null;
  if (stroke.ctrlKey || stroke.metaKey) {
    if (stroke.code === "KeyZ") return { do: stroke.shiftKey ? "redo" : "undo" };
    return stroke.code === "KeyY" ? { do: "redo" } : null;
  }
  if (stroke.key === "?") return { do: "help" };
  if (stroke.code === "Space") return situation.control ? null : { do: "standard" };
  const n = digit(stroke.code);
  if (situation.armed && n !== null) return { do: "reason", index: n - 1 };
  const arrow = ARROWS[stroke.code];
  if (arrow)
    return situation.control ? null : { do: "pan", dx: arrow[0], dy: arrow[1], grow: stroke.shiftKey };
  const preset = PRESET_KEYS[stroke.code];
  return preset ? { do: "preset", preset } : (PLAIN[stroke.code] ?? null);
}

/** Acts that last only as long as their key is down. */
export function releaseOf(code: string): "edges" | "hide" | null {
  return code === "Digit9" ? "edges" : code === "KeyX" ? "hide" : null;
}
