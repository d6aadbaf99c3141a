/** The layout worker, as seen from the page. */

import type { LayoutStep, LayoutTask } from "./layout.worker";
import type { Network } from "./model";

/** Runs one layout at a time; a newer one makes the older one's answers void. */
export class Layout {
  private worker: Worker | null = null;
  private run = 0;

  /** End what runs. */
  stop(): void {
    this.worker?.terminate();
    this.run++;
  }

  /** Lay `graph` out; `step` is called with every intermediate picture when `animate`, and with the last one. */
  start(graph: Network, animate: boolean, step: (last: boolean) => void): void {
    this.stop();
    const run = this.run;
    if (graph.order < 2) {
      step(true);
      return;
    }
    const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
    this.worker = worker;
    const nodes = graph.mapNodes((id, { x, y, size }) => ({ id, x, y, size, fixed: false }));
    const pairs = new Map<string, LayoutTask["edges"][number]>();
    graph.forEachEdge((_, { weight }, source, target) => {
      const pair = pairs.get(`${source}\n${target}`);
      if (pair) pair.weight += weight;
      else pairs.set(`${source}\n${target}`, { source, target, weight });
    });
    worker.onmessage = ({ data }: MessageEvent<LayoutStep>) => {
      if (data.run !== this.run) return;
      if (!animate && !data.last) return;
      for (const [id, place] of Object.entries(data.places)) {
        if (graph.hasNode(id)) graph.mergeNodeAttributes(id, place);
      }
      step(data.last);
      if (data.last) worker.terminate();
    };
    worker.postMessage({ run, nodes, edges: [...pairs.values()] } satisfies LayoutTask);
  }
}
