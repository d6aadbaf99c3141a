/** Places for the nodes: ForceAtlas2, then overlaps removed. Runs beside the page; same input, same places. */

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";

export interface LayoutTask {
  run: number;
  nodes: { id: string; x: number; y: number; size: number; fixed: boolean }[];
  edges: { source: string; target: string; weight: number }[];
}

export interface LayoutStep {
  run: number;
  places: Record<string, { x: number; y: number }>;
  last: boolean;
}

self.onmessage = (message: MessageEvent<LayoutTask>): void => {
  const { run, nodes, edges } = message.data;
  const graph = new Graph({ type: "undirected" });
  for (const { id, ...attributes } of nodes) graph.addNode(id, attributes);
  for (const { source, target, weight } of edges) {
    if (!graph.hasEdge(source, target)) graph.addEdge(source, target, { weight });
  }
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    barnesHutOptimize: graph.order > 800,
    linLogMode: false,
    outboundAttractionDistribution: false,
    adjustSizes: false,
    edgeWeightInfluence: 0.4,
    gravity: 0.6,
    scalingRatio: 14,
    slowDown: 2 + Math.log(graph.order + 1),
  };
  const post = (last: boolean): void => {
    const places: LayoutStep["places"] = {};
    graph.forEachNode((id, { x, y }) => (places[id] = { x: x as number, y: y as number }));
    self.postMessage({ run, places, last } satisfies LayoutStep);
  };
  const rounds = graph.order > 3000 ? 6 : 14;
  const iterations = graph.order > 3000 ? 20 : 50;
  for (let round = 0; round < rounds; round++) {
    forceAtlas2.assign(graph, { iterations, settings, getEdgeWeight: "weight" });
    post(false);
  }
  // Sizes are pixels and places are not: bring a picture of about 800 pixels to the same scale first.
  rescale(graph, Math.max(700, 95 * Math.sqrt(graph.order)));
  noverlap.assign(graph, {
    maxIterations: 300,
    settings: { margin: 10, ratio: 1.25, expansion: 1.1, gridSize: 20, speed: 3 },
  });
  post(true);
};

function rescale(graph: Graph, width: number): void {
  const xs = graph.mapNodes((_, attributes) => attributes.x as number);
  const ys = graph.mapNodes((_, attributes) => attributes.y as number);
  const extent = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys), 1e-9);
  graph.forEachNode((id, { x, y }) => {
    graph.mergeNodeAttributes(id, { x: ((x as number) / extent) * width, y: ((y as number) / extent) * width });
  });
}
