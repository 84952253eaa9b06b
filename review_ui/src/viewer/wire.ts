/**
 * The wire format of samples: horizontal differences, zigzag, then all low bytes and all high bytes.
 *
 * Neighbouring samples differ little, so most high bytes are zero and gzip, which the browser
 * undoes by itself, gets the picture to about half its size without losing a count.
 */

export class WireError extends Error {}

/** Undo the wire format: `width * height` unsigned 16-bit samples, row by row. */
export function decodePlanes(bytes: Uint8Array, width: number, height: number): Uint16Array<ArrayBuffer> {
  const count = width * height;
  if (bytes.length !== 2 * count) {
    throw new WireError(`${bytes.length} bytes came for ${width} x ${height} samples`);
  }
  const samples = new Uint16Array(count);
  for (let y = 0, i = 0; y < height; y++) {
    let value = 0;
    for (const end = i + width; i < end; i++) {
      const zigzag = (bytes[i] as number) | ((bytes[count + i] as number) << 8);
      value = (value + ((zigzag >>> 1) ^ -(zigzag & 1))) & 0xffff;
      samples[i] = value;
    }
  }
  return samples;
}

/** Do what the server does; tests hold the two directions against each other. */
export function encodePlanes(samples: Uint16Array, width: number, height: number): Uint8Array {
  const count = width * height;
  const bytes = new Uint8Array(2 * count);
  for (let y = 0, i = 0; y < height; y++) {
    let before = 0;
    for (const end = i + width; i < end; i++) {
      const value = samples[i] as number;
      const delta = ((value - before) << 16) >> 16;
      const zigzag = ((delta << 1) ^ (delta >> 15)) & 0xffff;
      bytes[i] = zigzag & 0xff;
      bytes[count + i] = zigzag >>> 8;
      before = value;
    }
  }
  return bytes;
}
