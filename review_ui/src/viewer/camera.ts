/** Where the viewer looks: pure arithmetic between picture and canvas. */

export interface Size {
  width: number;
  height: number;
}

/** `x`, `y`: picture position of the canvas' upper left corner; `zoom`: canvas pixels per sample. */
export interface Camera {
  x: number;
  y: number;
  zoom: number;
}

export type Box = readonly [number, number, number, number];

const MARGIN = 0.02;
const CLOSEST = 32;

/** The largest zoom at which the whole picture is seen, with the picture in the middle. */
export function wholeIn(picture: Size, canvas: Size): Camera {
  return frame([0, 0, picture.width, picture.height], canvas, 1, MARGIN);
}

/** A camera that shows a box in the middle, filling at most `share` of the canvas. */
export function frame(box: Box, canvas: Size, share = 0.5, margin = 0): Camera {
  const width = Math.max(1, box[2] - box[0]) * (1 + margin);
  const height = Math.max(1, box[3] - box[1]) * (1 + margin);
  const zoom = Math.min(CLOSEST, share * Math.min(canvas.width / width, canvas.height / height));
  return {
    x: (box[0] + box[2] - canvas.width / zoom) / 2,
    y: (box[1] + box[3] - canvas.height / zoom) / 2,
    zoom,
  };
}

export function toPicture(camera: Camera, x: number, y: number): [number, number] {
  return [camera.x + x / camera.zoom, camera.y + y / camera.zoom];
}

export function toCanvas(camera: Camera, x: number, y: number): [number, number] {
  return [(x - camera.x) * camera.zoom, (y - camera.y) * camera.zoom];
}

/** Zoom by a factor and keep the picture point under canvas position (x, y) where it is. */
export function zoomAt(
  camera: Camera,
  factor: number,
  x: number,
  y: number,
  picture: Size,
  canvas: Size,
): Camera {
  const least = Math.min(1, wholeIn(picture, canvas).zoom) / 2;
  const zoom = Math.min(CLOSEST, Math.max(least, camera.zoom * factor));
  const [px, py] = toPicture(camera, x, y);
  return keepInSight({ x: px - x / zoom, y: py - y / zoom, zoom }, picture, canvas);
}

/** One canvas pixel for each sample, on whole samples, so that every count is shown as it is. */
export function oneToOne(camera: Camera, picture: Size, canvas: Size): Camera {
  const [x, y] = toPicture(camera, canvas.width / 2, canvas.height / 2);
  const moved = { x: x - canvas.width / 2, y: y - canvas.height / 2, zoom: 1 };
  const kept = keepInSight(moved, picture, canvas);
  return { ...kept, x: Math.round(kept.x), y: Math.round(kept.y) };
}

export function panBy(camera: Camera, dx: number, dy: number, picture: Size, canvas: Size): Camera {
  const exact = Number.isInteger(camera.zoom) && camera.zoom === 1;
  const x = camera.x - dx / camera.zoom;
  const y = camera.y - dy / camera.zoom;
  const moved = { x: exact ? Math.round(x) : x, y: exact ? Math.round(y) : y, zoom: camera.zoom };
  return keepInSight(moved, picture, canvas);
}

/** Keep the canvas' middle inside the picture: nobody gets lost in the dark. */
export function keepInSight(camera: Camera, picture: Size, canvas: Size): Camera {
  const halfWidth = canvas.width / camera.zoom / 2;
  const halfHeight = canvas.height / camera.zoom / 2;
  const clamp = (v: number, low: number, high: number) => Math.min(high, Math.max(low, v));
  return {
    x: clamp(camera.x, -halfWidth, picture.width - halfWidth),
    y: clamp(camera.y, -halfHeight, picture.height - halfHeight),
    zoom: camera.zoom,
  };
}

/** A round length (1, 2 or 5 times a power of ten) whose bar is at most `most` units long. */
export function roundLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const lead = most / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}
