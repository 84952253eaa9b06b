import { describe, expect, it } from "vitest";
import type { Assessment } from "../../src/api/types";
import { add, NOTHING, redo, remove, undo } from "../../src/desk/history";
import { actOf, type Situation, type Stroke } from "../../src/desk/keymap";
import { frameOf, linkEvidence, placeOf, problemsFirst } from "../../src/desk/links";
import { draftFor, outcome, VERDICTS } from "../../src/desk/verdicts";
import { en } from "../../src/i18n/en";
import { zh } from "../../src/i18n/zh";

describe("drawn boxes", () => {
  it("come back by undo and go again by redo", () => {
    const one = add(NOTHING, [10.4, 10.4, 20.2, 20.2]);
    const two = add(one, [30, 30, 40, 40]);
    expect(one.present[0]?.box).toEqual([10, 10, 21, 21]);
    const gone = remove(two, "drawn-0");
    expect(gone.present.map((each) => each.id)).toEqual(["drawn-1"]);
    expect(undo(gone).present).toEqual(two.present);
    expect(redo(undo(gone)).present).toEqual(gone.present);
    expect(redo(gone)).toBe(gone);
  });

  it("never get the id of one that was deleted", () => {
    const again = add(remove(add(NOTHING, [0, 0, 9, 9]), "drawn-0"), [0, 0, 9, 9]);
    expect(again.present[0]?.id).toBe("drawn-1");
  });
});

const FREE: Situation = { typing: false, control: false, armed: false, drawing: false };

function stroke(code: string, more: Partial<Stroke> = {}): Stroke {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  return { code, key: code, ...none, isComposing: false, keyCode: 0, ...more };
}

describe("keys", () => {
  it("do nothing while a Chinese input method composes", () => {
    expect(actOf(stroke("KeyI", { isComposing: true }), FREE)).toBeNull();
    expect(actOf(stroke("KeyI", { keyCode: 229 }), FREE)).toBeNull();
    expect(actOf(stroke("KeyI", { key: "ш" }), FREE)).toEqual({ do: "invert" });
  });

  it("leave letters to text fields, but not the verdict", () => {
    const typing = { ...FREE, typing: true };
    expect(actOf(stroke("KeyT"), typing)).toBeNull();
    expect(actOf(stroke("Space"), typing)).toBeNull();
    expect(actOf(stroke("F4"), typing)).toEqual({ do: "arm", arm: "suspicious" });
    expect(actOf(stroke("Enter"), typing)).toEqual({ do: "commit" });
  });

  it("mean a reason once a verdict is armed", () => {
    expect(actOf(stroke("Digit3"), FREE)).toEqual({ do: "preset", preset: "light" });
    expect(actOf(stroke("Digit3"), { ...FREE, armed: true })).toEqual({ do: "reason", index: 2 });
  });

  it("leave Enter and Space to buttons, and the browser its own shortcuts", () => {
    const control = { ...FREE, control: true };
    expect(actOf(stroke("Enter"), control)).toBeNull();
    expect(actOf(stroke("Space"), control)).toBeNull();
    expect(actOf(stroke("KeyT", { ctrlKey: true }), FREE)).toBeNull();
    expect(actOf(stroke("KeyZ", { ctrlKey: true }), FREE)).toEqual({ do: "undo" });
  });
});

const ASSESSMENT: Assessment = {
  assessment_id: "a",
  scan_id: "s",
  declaration: "D@1",
  model: "m",
  library: "l",
  created_at: "2026-01-01T00:00:00Z",
  lamp: "red",
  suspicion: 0.9,
  timings_ms: {},
  fitness: { fit: true, reasons: [], unpenetrated: 0 },
  containers: [{ box: [100, 100, 1000, 400], score: 1, loaded: 1, fill: 1, number: null }],
  findings: [{ kind: "dense", label: "", box: [200, 200, 300, 300], score: 1 }],
  lines: [
    { line: 1, hs_code: "0901", verdict: "consistent", score: 2, references: [], region: null, reason: "" },
    {
      line: 7,
      hs_code: "6403",
      verdict: "inconsistent",
      score: -2,
      references: [],
      region: [700, 350, 800, 390],
      reason: "",
    },
  ],
  evidence: [
    { kind: "a", weight: 0.2, text: "", region: null, details: {} },
    { kind: "b", weight: -1.5, text: "", region: [200, 200, 300, 300], details: {} },
    { kind: "c", weight: 1.2, text: "", region: null, details: { line: 7 } },
  ],
};

describe("links", () => {
  it("order reasons by weight and give each the id of what it is about", () => {
    const linked = linkEvidence(ASSESSMENT);
    expect(linked.map((each) => each.id)).toEqual(["finding-0", "line-7", "evidence-0"]);
    expect(linked[1]?.region).toEqual([700, 350, 800, 390]);
  });

  it("say the place in the container", () => {
    expect(frameOf([700, 350, 800, 390], ASSESSMENT)).toEqual([100, 100, 1000, 400]);
    expect(placeOf([700, 350, 800, 390], [100, 100, 1000, 400])).toEqual(["right", "floor"]);
  });

  it("put the lines with problems first", () => {
    expect(problemsFirst([1, 3, 7], ASSESSMENT)).toEqual([7, 1, 3]);
  });
});

describe("verdicts", () => {
  it("need a reason, except release", () => {
    expect(outcome(draftFor("release"))).toEqual({ reason: "", verdict: "no-anomaly" });
    for (const { arm } of VERDICTS.slice(1)) expect(outcome(draftFor(arm))).toBeNull();
    const own = { ...draftFor("suspicious"), ownReason: " odd ", ownVerdict: "prohibited-goods" as const };
    expect(outcome(own)).toEqual({ reason: "odd", verdict: "prohibited-goods" });
  });

  it("have a text for every verdict and reason in both languages", () => {
    for (const { choices, verdict } of VERDICTS) {
      expect(en).toHaveProperty([`v.${verdict}`]);
      for (const choice of choices) expect(zh).toHaveProperty([`reason.${choice.reason}`]);
      expect(choices.length).toBeLessThanOrEqual(9);
    }
  });
});
