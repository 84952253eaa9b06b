/**
 * Draws a picture in two passes: samples to floats at canvas size, floats to grey.
 *
 * Panning and zooming redo both; window, level and curve only the second.
 */

import type { Camera } from "./camera";
import { type Gl, Program, plainTexture } from "./gl";
import { levelFor, type Picture } from "./picture";
import type { Plane } from "./pyramid";
import { RESAMPLE, TONE, VERTEX } from "./shaders";
import { type Tiles, uploadTiles } from "./tiles";
import { curveOf, type Tone } from "./tone";

const CURVES = { linear: 0, log: 1, equal: 2 } as const;
const MEAN = 0;
const DARKEST = 1;
const SMOOTH = 2;
const NEAREST = 3;
/** From this many canvas pixels per sample on, samples are shown as squares. */
const SQUARES = 6;
const OUTSIDE = [11 / 255, 13 / 255, 15 / 255] as const;

interface Target {
  framebuffer: WebGLFramebuffer;
  texture: WebGLTexture;
  width: number;
  height: number;
}

export class Renderer {
  private readonly resample: Program;
  private readonly tone: Program;
  private readonly uploaded = new Map<Plane, Tiles>();
  private readonly table: WebGLTexture;
  private target: Target | null = null;
  private picture: Picture | null = null;
  private resampled = "";

  constructor(private readonly gl: Gl) {
    this.resample = new Program(gl, VERTEX, RESAMPLE);
    this.tone = new Program(gl, VERTEX, TONE);
    this.table = plainTexture(gl, gl.TEXTURE_2D);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.R8, 256, 256);
    gl.bindVertexArray(gl.createVertexArray());
  }

  /** Show another picture, or the same with more levels; what stays is not sent again. */
  show(picture: Picture): void {
    const { gl } = this;
    const keep = new Set([...picture.mean.values(), ...picture.min.values()]);
    for (const [plane, tiles] of this.uploaded) {
      if (keep.has(plane)) continue;
      gl.deleteTexture(tiles.texture);
      this.uploaded.delete(plane);
    }
    gl.bindTexture(gl.TEXTURE_2D, this.table);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 256, 256, gl.RED, gl.UNSIGNED_BYTE, picture.equalised);
    this.picture = picture;
    this.resampled = "";
  }

  /** Draw into the canvas; does nothing while the context is lost. */
  draw(camera: Camera, tone: Tone): void {
    const { gl, picture } = this;
    if (gl.isContextLost()) return;
    const width = gl.drawingBufferWidth;
    const height = gl.drawingBufferHeight;
    if (!picture || picture.mean.size === 0) {
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      gl.clearColor(...OUTSIDE, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      return;
    }
    const target = this.targetOf(width, height);
    const key = [camera.x, camera.y, camera.zoom, tone.thin, width, height].join();
    if (key !== this.resampled) {
      this.passResample(picture, camera, tone.thin, target);
      this.resampled = key;
    }
    this.passTone(tone, target);
  }

  /** The floats of the first pass, row 0 at the top, for tests. */
  readValues(): Float32Array {
    const { gl, target } = this;
    if (!target) return new Float32Array();
    const rgba = new Float32Array(4 * target.width * target.height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, target.framebuffer);
    gl.readPixels(0, 0, target.width, target.height, gl.RGBA, gl.FLOAT, rgba);
    return rgba.filter((_, i) => i % 4 === 0);
  }

  private targetOf(width: number, height: number): Target {
    const { gl } = this;
    if (this.target?.width === width && this.target.height === height) return this.target;
    if (this.target) {
      gl.deleteTexture(this.target.texture);
      gl.deleteFramebuffer(this.target.framebuffer);
    }
    const texture = plainTexture(gl, gl.TEXTURE_2D);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.R32F, width, height);
    const framebuffer = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    this.target = { framebuffer, texture, width, height };
    this.resampled = "";
    return this.target;
  }

  private tilesOf(plane: Plane): Tiles {
    let tiles = this.uploaded.get(plane);
    if (!tiles) {
      tiles = uploadTiles(this.gl, plane);
      this.uploaded.set(plane, tiles);
    }
    return tiles;
  }

  private passResample(picture: Picture, camera: Camera, thin: boolean, target: Target): void {
    const { gl, resample } = this;
    const stride = 1 / camera.zoom;
    const darkest = thin && picture.min.size > 0;
    const levels = darkest ? picture.min : picture.mean;
    const level = levelFor(levels, stride) ?? 0;
    const tiles = this.tilesOf(levels.get(level) as Plane);
    const size = 2 ** level;
    const inLevel = stride / size;
    const close = camera.zoom >= SQUARES ? NEAREST : SMOOTH;
    gl.bindFramebuffer(gl.FRAMEBUFFER, target.framebuffer);
    gl.viewport(0, 0, target.width, target.height);
    gl.useProgram(resample.handle);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, tiles.texture);
    gl.uniform1i(resample.at("tiles"), 0);
    gl.uniform2i(resample.at("size"), tiles.width, tiles.height);
    gl.uniform2i(resample.at("tile"), tiles.tileWidth, tiles.tileHeight);
    gl.uniform1i(resample.at("across"), tiles.across);
    gl.uniform2f(resample.at("origin"), camera.x / size, camera.y / size);
    gl.uniform1f(resample.at("stride"), inLevel);
    gl.uniform1i(resample.at("filtering"), inLevel < 1 ? close : darkest ? DARKEST : MEAN);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  private passTone(tone: Tone, target: Target): void {
    const { gl, tone: program } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, target.width, target.height);
    gl.useProgram(program.handle);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, target.texture);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, this.table);
    gl.uniform1i(program.at("values"), 0);
    gl.uniform1i(program.at("equalised"), 1);
    gl.uniform1i(program.at("height"), target.height);
    gl.uniform2f(program.at("window"), tone.low, tone.high);
    gl.uniform1i(program.at("curve"), CURVES[curveOf(tone.preset)]);
    gl.uniform1i(program.at("invert"), tone.invert ? 1 : 0);
    gl.uniform1i(program.at("edges"), tone.edges ? 1 : 0);
    gl.uniform3f(program.at("outside"), ...OUTSIDE);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.activeTexture(gl.TEXTURE0);
  }
}
