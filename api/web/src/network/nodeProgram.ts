/** Draws nodes as circle, square, diamond or triangle, filled or hollow, with a border. */

import type { Attributes } from "graphology-types";
import { NodeProgram } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

const { UNSIGNED_BYTE, FLOAT } = WebGLRenderingContext;
const UNIFORMS = ["u_sizeRatio", "u_correctionRatio", "u_matrix"] as const;

// The triangle that is drawn reaches 1.5 radii: corners of squares and tips of diamonds lie outside the circle.
const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_border;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec4 v_border;
varying vec2 v_point;
varying float v_pixel;
varying float v_shape;
const float bias = 255.0 / 254.0;
void main() {
  float radius = a_size * u_correctionRatio / u_sizeRatio * 2.0;
  vec2 offset = 3.0 * radius * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + offset, 1)).xy, 0, 1);
  v_point = offset / radius;
  v_pixel = 1.0 / (a_size / u_sizeRatio);
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  v_border = a_border;
  v_border.a *= bias;
  #endif
  v_color.a *= bias;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec4 v_border;
varying vec2 v_point;
varying float v_pixel;
varying float v_shape;
float outside(vec2 p) {
  if (v_shape < 0.5) return length(p) - 1.0;
  if (v_shape < 1.5) { vec2 q = abs(p); return max(q.x, q.y) - 0.88; }
  if (v_shape < 2.5) { vec2 q = abs(p); return (q.x + q.y - 1.25) * 0.7071; }
  vec2 q = vec2(abs(p.x), p.y + 0.12);
  return max(q.x * 0.866 + q.y * 0.5, -q.y) - 0.62;
}
void main(void) {
  float edge = outside(v_point);
  #ifdef PICKING_MODE
  gl_FragColor = edge > 2.0 * v_pixel ? vec4(0.0) : v_color;
  #else
  float width = 1.8 * v_pixel;
  float cover = 1.0 - smoothstep(-v_pixel * 0.6, v_pixel * 0.6, edge);
  float inner = 1.0 - smoothstep(-v_pixel * 0.6, v_pixel * 0.6, edge + width);
  gl_FragColor = mix(v_border, v_color, inner) * cover;
  #endif
}`;

/** What the reducer of the drawing adds to a node. */
export interface ShapedNode extends NodeDisplayData {
  shape: number;
  border: string;
}

/** Node program `shape`. */
export class ShapeProgram extends NodeProgram<(typeof UNIFORMS)[number], Attributes, Attributes, Attributes> {
  override getDefinition() {
    return {
      VERTICES: 3,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: WebGLRenderingContext.TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_border", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: FLOAT }],
      CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
    };
  }

  override processVisibleItem(index: number, start: number, data: NodeDisplayData): void {
    const { shape, border } = data as ShapedNode;
    const values = [data.x, data.y, data.size, shape ?? 0, floatColor(data.color), floatColor(border ?? data.color), index];
    this.array.set(values, start);
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: Parameters<NodeProgram["setUniforms"]>[1]): void {
    gl.uniform1f(uniformLocations.u_correctionRatio!, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_sizeRatio!, params.sizeRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix!, false, params.matrix);
  }
}
