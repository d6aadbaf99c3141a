/** Draws lines with a dash pattern; lines between the same two nodes lie side by side. */

import type { Attributes } from "graphology-types";
import { EdgeProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

const { UNSIGNED_BYTE, FLOAT } = WebGLRenderingContext;
const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_dimensions", "u_pixelRatio"] as const;

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute vec2 a_normal;
attribute float a_thickness;
attribute float a_offset;
attribute vec4 a_dash;
attribute float a_along;
attribute float a_across;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform vec2 u_dimensions;
varying vec4 v_color;
varying vec4 v_dash;
varying float v_along;
varying float v_across;
varying float v_half;
const float bias = 255.0 / 254.0;
void main() {
  float unit = u_correctionRatio * 2.0;
  float halfWidth = a_thickness / u_sizeRatio * 0.5;
  #ifdef PICKING_MODE
  float reach = max(halfWidth, 4.0);
  #else
  float reach = max(halfWidth, 0.6) + 1.0;
  #endif
  vec2 aside = a_normal * unit * (a_offset / sqrt(u_sizeRatio) + a_across * reach);
  gl_Position = vec4((u_matrix * vec3(mix(a_start, a_end, a_along) + aside, 1)).xy, 0, 1);
  vec2 span = (u_matrix * vec3(a_end, 1)).xy - (u_matrix * vec3(a_start, 1)).xy;
  v_along = a_along * length(span * u_dimensions * 0.5);
  v_across = a_across * reach;
  v_half = max(halfWidth, 0.6);
  v_dash = a_dash;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
uniform float u_pixelRatio;
varying vec4 v_color;
varying vec4 v_dash;
varying float v_along;
varying float v_across;
varying float v_half;
void main(void) {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float soft = 0.6 / u_pixelRatio;
  float cover = 1.0 - smoothstep(v_half - soft, v_half + soft, abs(v_across));
  float period = dot(v_dash, vec4(1.0));
  if (period > 0.0) {
    float at = mod(v_along, period);
    float second = v_dash.x + v_dash.y;
    float one = smoothstep(-soft, soft, at) * (1.0 - smoothstep(v_dash.x - soft, v_dash.x + soft, at));
    float two = smoothstep(second - soft, second + soft, at) * (1.0 - smoothstep(second + v_dash.z - soft, second + v_dash.z + soft, at));
    cover *= max(one, two);
  }
  gl_FragColor = v_color * cover;
  #endif
}`;

/** What the reducer of the drawing adds to an edge: dash lengths and offset in pixels. */
export interface DashedEdge extends EdgeDisplayData {
  dash: [number, number, number, number];
  offset: number;
}

/** Edge program `dashed`. */
export class DashProgram extends EdgeProgram<(typeof UNIFORMS)[number], Attributes, Attributes, Attributes> {
  override getDefinition() {
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: WebGLRenderingContext.TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_normal", size: 2, type: FLOAT },
        { name: "a_thickness", size: 1, type: FLOAT },
        { name: "a_offset", size: 1, type: FLOAT },
        { name: "a_dash", size: 4, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [
        { name: "a_along", size: 1, type: FLOAT },
        { name: "a_across", size: 1, type: FLOAT },
      ],
      CONSTANT_DATA: [[0, 1], [0, -1], [1, 1], [1, 1], [0, -1], [1, -1]],
    };
  }

  override processVisibleItem(
    index: number,
    start: number,
    source: NodeDisplayData,
    target: NodeDisplayData,
    data: EdgeDisplayData,
  ): void {
    const { dash, offset } = data as DashedEdge;
    const [dx, dy] = [target.x - source.x, target.y - source.y];
    const length = Math.hypot(dx, dy) || 1;
    const place = [source.x, source.y, target.x, target.y, -dy / length, dx / length];
    const look = [data.size || 1, offset ?? 0, ...(dash ?? [0, 0, 0, 0]), floatColor(data.color), index];
    this.array.set([...place, ...look], start);
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: Parameters<EdgeProgram["setUniforms"]>[1]): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix!, false, params.matrix);
    gl.uniform1f(uniformLocations.u_sizeRatio!, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio!, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_pixelRatio!, params.pixelRatio);
    gl.uniform2f(uniformLocations.u_dimensions!, params.width, params.height);
  }
}
