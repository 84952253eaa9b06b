/** The two passes: samples to canvas-sized floats, floats to grey. */

export const VERTEX = `#version 300 es
void main() {
  vec2 corner = vec2(float((gl_VertexID << 1) & 2), float(gl_VertexID & 2));
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

/**
 * Row 0 of the result is the top of the canvas; -1 marks what lies outside the picture.
 * Integer textures cannot be filtered by the sampler (LINEAR draws black), so all filters are here.
 */
export const RESAMPLE = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2DArray;
uniform usampler2DArray tiles;
uniform ivec2 size;
uniform ivec2 tile;
uniform int across;
uniform vec2 origin;
uniform float stride;
uniform int filtering;
out float value;

float at(ivec2 p) {
  ivec2 q = clamp(p, ivec2(0), size - 1);
  ivec2 t = q / tile;
  return float(texelFetch(tiles, ivec3(q - t * tile, t.y * across + t.x), 0).r);
}

float smoothed(vec2 p) {
  vec2 q = p - 0.5;
  ivec2 i = ivec2(floor(q));
  vec2 f = q - vec2(i);
  float upper = mix(at(i), at(i + ivec2(1, 0)), f.x);
  float lower = mix(at(i + ivec2(0, 1)), at(i + ivec2(1, 1)), f.x);
  return mix(upper, lower, f.y);
}

float gathered(vec2 from, vec2 to, bool darkest) {
  vec2 low = max(from, vec2(0.0));
  vec2 high = min(to, vec2(size));
  ivec2 first = ivec2(floor(low));
  ivec2 last = max(first, ivec2(ceil(high)) - 1);
  float least = 65535.0;
  float sum = 0.0;
  float weight = 0.0;
  for (int y = first.y; y <= last.y; y++) {
    float wy = min(high.y, float(y + 1)) - max(low.y, float(y));
    for (int x = first.x; x <= last.x; x++) {
      float wx = min(high.x, float(x + 1)) - max(low.x, float(x));
      float v = at(ivec2(x, y));
      least = min(least, v);
      sum += v * wx * wy;
      weight += wx * wy;
    }
  }
  return darkest || weight <= 0.0 ? least : sum / weight;
}

void main() {
  vec2 pixel = floor(gl_FragCoord.xy);
  vec2 from = origin + pixel * stride;
  vec2 to = origin + (pixel + 1.0) * stride;
  vec2 middle = origin + (pixel + 0.5) * stride;
  if (any(lessThan(middle, vec2(0.0))) || any(greaterThanEqual(middle, vec2(size)))) {
    value = -1.0;
  } else if (filtering == 3) {
    value = at(ivec2(floor(middle)));
  } else if (filtering == 2) {
    value = smoothed(middle);
  } else {
    value = gathered(from, to, filtering == 1);
  }
}`;

export const TONE = `#version 300 es
precision highp float;
precision highp int;
uniform sampler2D values;
uniform sampler2D equalised;
uniform int height;
uniform vec2 window;
uniform int curve;
uniform bool invert;
uniform bool edges;
uniform vec3 outside;
out vec4 colour;

float valueAt(ivec2 p) {
  ivec2 size = textureSize(values, 0);
  return texelFetch(values, clamp(p, ivec2(0), size - 1), 0).r;
}

float grey(float v) {
  if (curve == 2) {
    int n = int(clamp(v + 0.5, 0.0, 65535.0));
    return texelFetch(equalised, ivec2(n & 255, n >> 8), 0).r;
  }
  if (curve == 1) {
    float low = max(1.0, window.x);
    float high = max(low * 1.001, window.y);
    return clamp(log(max(v, 1.0) / low) / log(high / low), 0.0, 1.0);
  }
  return clamp((v - window.x) / max(1.0, window.y - window.x), 0.0, 1.0);
}

float step3(ivec2 p, int dx, int dy) {
  float v = valueAt(p + ivec2(dx, dy));
  return grey(v < 0.0 ? valueAt(p) : v);
}

float slope(ivec2 p) {
  float a = step3(p, -1, -1), b = step3(p, 0, -1), c = step3(p, 1, -1);
  float d = step3(p, -1, 0), f = step3(p, 1, 0);
  float g = step3(p, -1, 1), h = step3(p, 0, 1), i = step3(p, 1, 1);
  return length(vec2(c + 2.0 * f + i - a - 2.0 * d - g, g + 2.0 * h + i - a - 2.0 * b - c));
}

void main() {
  ivec2 p = ivec2(int(gl_FragCoord.x), height - 1 - int(gl_FragCoord.y));
  float v = valueAt(p);
  if (v < 0.0) {
    colour = vec4(outside, 1.0);
    return;
  }
  float g = edges ? clamp(0.18 * grey(v) + slope(p), 0.0, 1.0) : grey(v);
  if (invert) g = 1.0 - g;
  colour = vec4(vec3(floor(g * 255.0 + 0.5) / 255.0), 1.0);
}`;
