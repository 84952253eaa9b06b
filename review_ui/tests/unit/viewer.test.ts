import { describe, expect, it } from "vitest";
import {
  frame,
  oneToOne,
  panBy,
  roundLength,
  toCanvas,
  toPicture,
  wholeIn,
  zoomAt,
} from "../../src/viewer/camera";
import { levelFor, type Picture, sampleAt } from "../../src/viewer/picture";
import { halve, levelsBelow } from "../../src/viewer/pyramid";
import {
  dragWindow,
  equalise,
  histogram,
  presetRange,
  standardTone,
  WHOLE_RANGE,
} from "../../src/viewer/tone";

const PICTURE = { width: 4100, height: 1216 };
const CANVAS = { width: 1400, height: 500 };

describe("camera", () => {
  it("shows the whole picture in the middle", () => {
    const camera = wholeIn(PICTURE, CANVAS);
    const [x0, y0] = toCanvas(camera, 0, 0);
    const [x1, y1] = toCanvas(camera, PICTURE.width, PICTURE.height);
    expect(x0).toBeGreaterThanOrEqual(0);
    expect(x1).toBeLessThanOrEqual(CANVAS.width);
    expect(x0 + x1).toBeCloseTo(CANVAS.width);
    expect(y0 + y1).toBeCloseTo(CANVAS.height);
  });

  it("keeps the sample under the mouse where it is", () => {
    const before = wholeIn(PICTURE, CANVAS);
    const held = toPicture(before, 900, 260);
    const after = zoomAt(before, 3, 900, 260, PICTURE, CANVAS);
    const now = toPicture(after, 900, 260);
    expect(now[0]).toBeCloseTo(held[0]);
    expect(now[1]).toBeCloseTo(held[1]);
    expect(after.zoom).toBeCloseTo(3 * before.zoom);
  });

  it("stays on whole samples at one to one, dragged by half pixels too", () => {
    const camera = panBy(oneToOne(wholeIn(PICTURE, CANVAS), PICTURE, CANVAS), 10.5, 3.25, PICTURE, CANVAS);
    expect(camera.zoom).toBe(1);
    expect(Number.isInteger(camera.x) && Number.isInteger(camera.y)).toBe(true);
  });

  it("never loses the picture", () => {
    const far = panBy(wholeIn(PICTURE, CANVAS), 1e6, -1e6, PICTURE, CANVAS);
    const [x, y] = toPicture(far, CANVAS.width / 2, CANVAS.height / 2);
    expect(x).toBeCloseTo(0);
    expect(y).toBeCloseTo(PICTURE.height);
  });

  it("frames a box in the middle", () => {
    const camera = frame([1000, 200, 1400, 300], CANVAS, 0.5);
    expect(toCanvas(camera, 1200, 250)).toEqual([700, 250]);
    expect(400 * camera.zoom).toBeCloseTo(700);
  });

  it.each([
    [0.7, 0.5],
    [9.9, 5],
    [10, 10],
    [4999, 2000],
  ])("rounds a bar of %d to %d", (most, length) => expect(roundLength(most)).toBeCloseTo(length));
});

describe("pyramid", () => {
  const plane = { width: 3, height: 3, samples: new Uint16Array([10, 20, 30, 40, 50, 60, 70, 80, 65535]) };

  it("halves by the mean and by the darkest", () => {
    expect([...halve(plane, "mean").samples]).toEqual([30, 45, 75, 65535]);
    expect([...halve(plane, "min").samples]).toEqual([10, 30, 70, 65535]);
  });

  it("goes down to 256 and rounds sizes up", () => {
    const samples = new Uint16Array(4099 * 1025);
    const sizes = levelsBelow({ width: 4099, height: 1025, samples }, "min").map((p) => [p.width, p.height]);
    expect(sizes).toEqual([
      [2050, 513],
      [1025, 257],
      [513, 129],
      [257, 65],
      [129, 33],
    ]);
  });

  it("takes the coarsest level that loses nothing, or the finest there is", () => {
    const whole = new Map([0, 1, 2, 3].map((n) => [n, n]));
    expect([0.1, 1, 1.99, 2, 2.9, 4, 7.9, 8, 100].map((s) => levelFor(whole, s))).toEqual([
      0, 0, 0, 1, 1, 2, 2, 3, 3,
    ]);
    const preview = new Map([2, 3, 4].map((n) => [n, n]));
    expect([0.5, 1, 4, 8.5].map((s) => levelFor(preview, s))).toEqual([2, 2, 2, 3]);
  });

  it("reads the sample under the mouse, from the preview too", () => {
    const picture: Picture = {
      ...plane,
      mean: new Map([[0, plane]]),
      min: new Map(),
      equalised: new Uint8Array(),
    };
    expect(sampleAt(picture, 2.9, 0.1)).toBe(30);
    expect(sampleAt(picture, 3, 0)).toBeNull();
    const preview: Picture = { ...picture, width: 12, height: 12, mean: new Map([[2, plane]]) };
    expect(sampleAt(preview, 11, 4)).toBe(60);
  });
});

describe("tone", () => {
  const windows = { ...WHOLE_RANGE, p005: 1000, p995: 61000, auto: [1000, 61000] as const };

  it("spans the picture's range by one drag across the viewer", () => {
    const tone = dragWindow(standardTone(windows), 0, 1, windows);
    expect(tone.high - tone.low).toBe(120000);
    const level = dragWindow(standardTone(windows), 0.25, 0, windows);
    expect((level.high + level.low) / 2).toBe(31000 - 15000);
  });

  it("starts the logarithm where counts matter", () => {
    expect(presetRange("log", { ...windows, p005: 0 })).toEqual([64, 61000]);
  });

  it("makes greys equally frequent and never turns them round", () => {
    const samples = new Uint16Array(65536).map((_, i) => 1000 + (i % 500));
    const table = equalise(histogram(samples));
    expect(table[999]).toBe(0);
    expect(table[1499]).toBe(255);
    expect(table[1249]).toBeGreaterThan(120);
    expect(table[1249]).toBeLessThan(136);
    expect(table.every((grey, i) => i === 0 || grey >= (table[i - 1] ?? 0))).toBe(true);
  });

  it("does not give half of the greys to open air", () => {
    const air = new Uint16Array(90000).fill(65000);
    const cargo = new Uint16Array(10000).map((_, i) => 500 + (i % 5000));
    const samples = new Uint16Array([...air, ...cargo]);
    expect(equalise(histogram(samples))[5499]).toBeGreaterThan(200);
  });
});
