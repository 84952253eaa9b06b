/**
 * A plane as an array of 16-bit integer tiles.
 *
 * R16UI keeps all 65,536 values (half floats keep 7,169) and tiles pass the limits on the side of
 * a texture, which is 4,096 on some machines where a truck is 4,100 samples long.
 */

import { type Gl, plainTexture } from "./gl";
import type { Plane } from "./pyramid";

export const TILE = 1024;

export interface Tiles {
  texture: WebGLTexture;
  width: number;
  height: number;
  tileWidth: number;
  tileHeight: number;
  across: number;
}

export function uploadTiles(gl: Gl, plane: Plane): Tiles {
  const { width, height, samples } = plane;
  const tileWidth = Math.min(TILE, width);
  const tileHeight = Math.min(TILE, height);
  const across = Math.ceil(width / tileWidth);
  const down = Math.ceil(height / tileHeight);
  const target = gl.TEXTURE_2D_ARRAY;
  const texture = plainTexture(gl, target);
  gl.texStorage3D(target, 1, gl.R16UI, tileWidth, tileHeight, across * down);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 2);
  gl.pixelStorei(gl.UNPACK_ROW_LENGTH, width);
  // Without the image height every tile below the first row is refused.
  gl.pixelStorei(gl.UNPACK_IMAGE_HEIGHT, height);
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const x = column * tileWidth;
      const y = row * tileHeight;
      gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, x);
      gl.pixelStorei(gl.UNPACK_SKIP_ROWS, y);
      const w = Math.min(tileWidth, width - x);
      const h = Math.min(tileHeight, height - y);
      const layer = row * across + column;
      gl.texSubImage3D(target, 0, 0, 0, layer, w, h, 1, gl.RED_INTEGER, gl.UNSIGNED_SHORT, samples);
    }
  }
  for (const name of [
    gl.UNPACK_ROW_LENGTH,
    gl.UNPACK_IMAGE_HEIGHT,
    gl.UNPACK_SKIP_PIXELS,
    gl.UNPACK_SKIP_ROWS,
  ]) {
    gl.pixelStorei(name, 0);
  }
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
  return { texture, width, height, tileWidth, tileHeight, across };
}
