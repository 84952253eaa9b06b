/** The viewer's own sources behind a few calls, so that a test can ask for single pixels. */

import { type Camera, wholeIn } from "../../src/viewer/camera";
import { openGraphics } from "../../src/viewer/gl";
import { Loader } from "../../src/viewer/loader";
import type { Picture } from "../../src/viewer/picture";
import { Renderer } from "../../src/viewer/renderer";
import { standardTone, type Tone, WHOLE_RANGE } from "../../src/viewer/tone";

interface Drawn {
  values: string;
  grey: string;
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x8000)
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}

const canvas = document.querySelector("canvas") as HTMLCanvasElement;
const gl = openGraphics(canvas);
const loader = new Loader();
let renderer = gl && new Renderer(gl);
let picture: Picture | null = null;

/** Load by the page's own worker; resolves with the levels once every sample is there. */
function load(url: string, width: number, height: number, preview: boolean): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const source = { url: (scale: 1 | 4) => `${url}.${scale}`, width, height, preview };
    loader.load(source, {
      picture: (loaded, complete) => {
        picture = loaded;
        renderer?.show(loaded);
        if (complete) resolve([...loaded.mean.keys()]);
      },
      failed: (message) => reject(new Error(message)),
    });
  });
}

function draw(width: number, height: number, camera: Camera | null, tone: Partial<Tone>): Drawn {
  if (!gl || !renderer || !picture) throw new Error("nothing to draw");
  canvas.width = width;
  canvas.height = height;
  const fitting = wholeIn(picture, { width, height });
  renderer.draw(camera ?? fitting, { ...standardTone(WHOLE_RANGE), ...tone });
  const rgba = new Uint8Array(4 * width * height);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, rgba);
  const values = new Uint8Array(renderer.readValues().buffer);
  return { values: base64(values), grey: base64(rgba.filter((_, i) => i % 4 === 0)) };
}

/** Lose the graphics as a driver would, take them back, and draw from what is kept. */
async function loseAndRestore(): Promise<void> {
  const loss = gl?.getExtension("WEBGL_lose_context");
  if (!gl || !loss) throw new Error("no way to lose the context");
  canvas.addEventListener("webglcontextlost", (event) => event.preventDefault(), { once: true });
  const restored = new Promise((resolve) =>
    canvas.addEventListener("webglcontextrestored", resolve, { once: true }),
  );
  loss.loseContext();
  await new Promise((resolve) => setTimeout(resolve, 50));
  loss.restoreContext();
  await restored;
  gl.getExtension("EXT_color_buffer_float");
  renderer = new Renderer(gl);
  if (picture) renderer.show(picture);
}

Object.assign(window, { bench: { load, draw, loseAndRestore } });
