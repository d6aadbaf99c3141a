/** The graph that is shown: what the service answered, merged, with one line per pair of actors and factuality. */

import { MultiUndirectedGraph } from "graphology";

import type { Edge, Entity, Subgraph } from "../records";
import type { State } from "../state";
import { FACTUALITIES, factuality, type Factuality } from "../vocabulary";

export interface NodeAttributes {
  entity: Entity;
  x: number;
  y: number;
  size: number;
  label: string;
}

/** A drawn line: all edges between two actors that share a factuality. `rank` of `lanes` lies side by side. */
export interface LineAttributes {
  factuality: Factuality;
  edges: Edge[];
  weight: number;
  rank: number;
  lanes: number;
}

export type Network = MultiUndirectedGraph<NodeAttributes, LineAttributes>;

/** The entities and edges of several replies, each once; order of first appearance. */
export class Content {
  readonly entities = new Map<string, Entity>();
  readonly edges = new Map<string, Edge>();

  /** Add a reply. Edges whose ends are unknown are left out. */
  add(part: Pick<Subgraph, "nodes" | "edges">): void {
    for (const node of part.nodes) this.entities.set(node.id, { ...this.entities.get(node.id), ...node });
    for (const edge of part.edges) {
      if (this.entities.has(edge.source) && this.entities.has(edge.target)) this.edges.set(edge.id, edge);
    }
  }

  /** The edges between two actors, in either direction; all edges of the first without a second. */
  between(one: string, other?: string): Edge[] {
    return [...this.edges.values()].filter((edge) => {
      if (other === undefined) return edge.source === one || edge.target === one;
      return (edge.source === one && edge.target === other) || (edge.source === other && edge.target === one);
    });
  }
}

/** Whether an edge passes the filters; the service applies them too, before its limit. */
export function passes(edge: Edge, state: State): boolean {
  if (state.facts.length && !state.facts.includes(edge.factuality)) return false;
  if (state.events.length && !state.events.includes(edge.type)) return false;
  if (edge.weight < state.minimum) return false;
  const days = (edge.evidence ?? []).map((item) => item.date || (item.published ?? "").slice(0, 10)).filter(Boolean).sort();
  const first = edge.first ?? days[0];
  const last = edge.last ?? days.at(-1);
  if (state.after && (!last || last < state.after)) return false;
  if (state.before && (!first || first > state.before)) return false;
  return true;
}

/**
 * Lay the content out as a graph. Places of nodes that were already there are kept, so that adding
 * neighbours does not throw the picture about; nodes without any line stay only when they are `keep`.
 */
export function assemble(content: Content, state: State, keep: Set<string>, before: Network | null): Network {
  const graph: Network = new MultiUndirectedGraph<NodeAttributes, LineAttributes>();
  const lines = new Map<string, Edge[]>();
  for (const edge of content.edges.values()) {
    if (edge.source === edge.target || !passes(edge, state)) continue;
    if (!visible(content, edge.source, state, keep) || !visible(content, edge.target, state, keep)) continue;
    const pair = [edge.source, edge.target].sort().join("\n");
    const key = `${pair}\n${factuality(edge.factuality)}`;
    lines.set(key, [...(lines.get(key) ?? []), edge]);
  }
  const degrees = new Map<string, Set<string>>();
  const lanes = new Map<string, Factuality[]>();
  for (const key of lines.keys()) {
    const [one, other, fact] = key.split("\n") as [string, string, Factuality];
    degrees.set(one, (degrees.get(one) ?? new Set()).add(other));
    degrees.set(other, (degrees.get(other) ?? new Set()).add(one));
    const pair = `${one}\n${other}`;
    lanes.set(pair, [...(lanes.get(pair) ?? []), fact]);
  }
  const shown = [...content.entities.values()].filter((item) => degrees.has(item.id) || keep.has(item.id));
  shown.forEach((item, index) => {
    const old = before?.hasNode(item.id) ? before.getNodeAttributes(item.id) : null;
    const degree = Math.max(item.degree ?? 0, degrees.get(item.id)?.size ?? 0);
    const start = spiral(index);
    graph.addNode(item.id, {
      entity: item,
      label: item.label,
      size: 4 + 2.1 * Math.sqrt(Math.min(degree, 60)),
      x: old?.x ?? start.x,
      y: old?.y ?? start.y,
    });
  });
  for (const [key, edges] of [...lines].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [one, other, fact] = key.split("\n") as [string, string, Factuality];
    const side = FACTUALITIES.filter((value) => lanes.get(`${one}\n${other}`)!.includes(value));
    const weight = edges.reduce((sum, edge) => sum + Math.max(1, edge.documents), 0);
    graph.addEdgeWithKey(key, one, other, { factuality: fact, edges, weight, rank: side.indexOf(fact), lanes: side.length });
  }
  return graph;
}

function visible(content: Content, id: string, state: State, keep: Set<string>): boolean {
  const item = content.entities.get(id)!;
  if (keep.has(id)) return true;
  return (!state.types.length || state.types.includes(item.type)) && !(state.named && item.named === false);
}

/** Places on a sunflower's spiral: even, and the same for the same order. */
function spiral(index: number): { x: number; y: number } {
  const angle = index * 2.399963;
  const radius = 10 * Math.sqrt(index);
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}
