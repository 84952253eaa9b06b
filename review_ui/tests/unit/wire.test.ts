import { describe, expect, it } from "vitest";
import { decodePlanes, encodePlanes, WireError } from "../../src/viewer/wire";

describe("wire format", () => {
  it("gives back every value after any other", () => {
    const width = 512;
    const height = 256;
    const samples = new Uint16Array(width * height);
    for (let i = 0; i < samples.length; i++) samples[i] = i % 2 ? 65535 - (i >> 1) : i >> 1;
    const back = decodePlanes(encodePlanes(samples, width, height), width, height);
    expect(Buffer.compare(new Uint8Array(back.buffer), new Uint8Array(samples.buffer))).toBe(0);
  });

  it("reads bytes that were written out by hand", () => {
    // Row 1: 5, 3, 65535; row 2: 0, 65535, 1. Differences 5, -2, -4 and 0, -1, 2; zigzag 10 3 7 0 1 4.
    const bytes = new Uint8Array([10, 3, 7, 0, 1, 4, 0, 0, 0, 0, 0, 0]);
    expect([...decodePlanes(bytes, 3, 2)]).toEqual([5, 3, 65535, 0, 65535, 1]);
  });

  it("refuses a body that is cut short", () => {
    expect(() => decodePlanes(new Uint8Array(11), 3, 2)).toThrow(WireError);
  });
});
