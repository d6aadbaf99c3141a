/** Places for paths: one column per step, so that one reads them from left to right. */

import type { Network } from "./model";

/** Place the nodes of `routes` in columns; other nodes go below them in rows. */
export function placeRoutes(graph: Network, routes: string[][]): void {
  const column = new Map<string, number>();
  const longest = Math.max(0, ...routes.map((route) => route.length - 1));
  for (const route of routes) {
    route.forEach((id, step) => {
      const last = step === route.length - 1;
      if (!column.has(id)) column.set(id, last ? longest : step);
    });
  }
  const columns = new Map<number, string[]>();
  for (const [id, at] of column) if (graph.hasNode(id)) columns.set(at, [...(columns.get(at) ?? []), id]);
  for (const [at, ids] of columns) {
    ids.forEach((id, row) => {
      graph.mergeNodeAttributes(id, { x: at * 240, y: ((ids.length - 1) / 2 - row) * 130 + (at % 2 ? 14 : 0) });
    });
  }
  const rest = graph.nodes().filter((id) => !column.has(id));
  rest.forEach((id, at) => graph.mergeNodeAttributes(id, { x: (at % 6) * 150, y: -320 - 90 * Math.floor(at / 6) }));
}
