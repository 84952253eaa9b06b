/** Small helpers around WebGL2 that fail loudly. */

export class GraphicsError extends Error {}

export type Gl = WebGL2RenderingContext;

function compile(gl: Gl, kind: number, source: string): WebGLShader {
  const shader = gl.createShader(kind);
  if (!shader) throw new GraphicsError("no shader");
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) {
    throw new GraphicsError(gl.getShaderInfoLog(shader) ?? "shader");
  }
  return shader;
}

/** A linked program with its uniforms by name. */
export class Program {
  readonly handle: WebGLProgram;
  private readonly places = new Map<string, WebGLUniformLocation | null>();

  constructor(
    private readonly gl: Gl,
    vertex: string,
    fragment: string,
  ) {
    this.handle = gl.createProgram();
    gl.attachShader(this.handle, compile(gl, gl.VERTEX_SHADER, vertex));
    gl.attachShader(this.handle, compile(gl, gl.FRAGMENT_SHADER, fragment));
    gl.linkProgram(this.handle);
    if (!gl.getProgramParameter(this.handle, gl.LINK_STATUS) && !gl.isContextLost()) {
      throw new GraphicsError(gl.getProgramInfoLog(this.handle) ?? "program");
    }
  }

  at(name: string): WebGLUniformLocation | null {
    let place = this.places.get(name);
    if (place === undefined) {
      place = this.gl.getUniformLocation(this.handle, name);
      this.places.set(name, place);
    }
    return place;
  }
}

/** A texture whose texels are read one by one, never filtered. */
export function plainTexture(gl: Gl, target: number): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(target, texture);
  for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) {
    gl.texParameteri(target, name, gl.NEAREST);
  }
  for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) {
    gl.texParameteri(target, name, gl.CLAMP_TO_EDGE);
  }
  return texture;
}

/** WebGL2 with float framebuffers, or null where this browser has none. */
export function openGraphics(canvas: HTMLCanvasElement): Gl | null {
  const gl = canvas.getContext("webgl2", {
    alpha: false,
    antialias: false,
    depth: false,
    powerPreference: "high-performance",
  });
  return gl?.getExtension("EXT_color_buffer_float") ? gl : null;
}
