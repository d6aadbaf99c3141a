/** The picture of the network: sigma, with the page's shapes, dashes, labels and highlights. */

import Sigma from "sigma";

import { DASHES, entityType, palette, SHAPES, type Palette } from "../vocabulary";
import { DashProgram } from "./edgeProgram";
import { Layout } from "./layout";
import { Labels } from "./labels";
import type { LineAttributes, Network, NodeAttributes } from "./model";
import { ShapeProgram } from "./nodeProgram";

/** What the picture tells the page. */
export interface Signals {
  node(id: string): void;
  line(one: string, other: string): void;
  open(id: string): void;
  nothing(): void;
}

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** One picture in one element. */
export class Drawing {
  private sigma: Sigma<NodeAttributes, LineAttributes> | null = null;
  private graph: Network | null = null;
  private readonly layout = new Layout();
  private readonly labels = new Labels();
  private colours: Palette = palette();
  private selected: string[] = [];
  private centre: string[] = [];
  private near = new Set<string>();
  private hovered: string | null = null;
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)");

  constructor(
    private readonly box: HTMLElement,
    private readonly signals: Signals,
  ) {}

  /** Show `graph`; `centre` are the actors that it is about; `placed` when its nodes have their places. Calls `settled` when the layout has ended. */
  show(graph: Network, centre: string[], placed: boolean, settled: () => void): void {
    this.graph = graph;
    this.centre = centre;
    this.hovered = null;
    this.sigma?.kill();
    this.sigma = null;
    this.colours = palette();
    if (graph.order === 0) {
      settled();
      return;
    }
    this.sigma = this.make(graph);
    this.select(this.selected);
    if (placed) {
      this.layout.stop();
      settled();
      return;
    }
    this.layout.start(graph, !this.still.matches && graph.order < 600, (last) => {
      if (!last) return;
      this.sigma?.refresh();
      settled();
    });
  }

  /** Mark what is selected: nothing, a node, or the two ends of a line. */
  select(ids: string[]): void {
    this.selected = ids.filter((id) => this.graph?.hasNode(id));
    this.mark();
  }

  /** Read the colours again after a change of theme. */
  recolour(): void {
    this.colours = palette();
    this.sigma?.refresh();
  }

  /** Move the camera to a node that lies outside or at the border of the view. */
  reveal(id: string): void {
    const data = this.sigma?.getNodeDisplayData(id);
    if (!this.sigma || !data) return;
    const { x, y } = this.sigma.framedGraphToViewport(data);
    const { width, height } = this.sigma.getDimensions();
    if (x > 60 && y > 40 && x < width - 60 && y < height - 40) return;
    this.camera({ x: data.x, y: data.y });
  }

  /** Zoom in (positive), out (negative), or to the whole (0). */
  zoom(direction: number): void {
    const camera = this.sigma?.getCamera();
    if (!camera) return;
    if (direction === 0) this.camera({ x: 0.5, y: 0.5, ratio: 1 });
    else this.camera({ ratio: camera.ratio * (direction > 0 ? 1 / 1.4 : 1.4) });
  }

  /** The neighbour of `id` that lies furthest in a direction on the screen; null when there is none there. */
  towards(id: string, direction: "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown"): string | null {
    const { graph, sigma } = this;
    if (!graph?.hasNode(id) || !sigma) return null;
    const here = sigma.graphToViewport(graph.getNodeAttributes(id));
    const wanted = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[direction] as [number, number];
    let best: { id: string; score: number } | null = null;
    for (const other of graph.neighbors(id)) {
      const there = sigma.graphToViewport(graph.getNodeAttributes(other));
      const [dx, dy] = [there.x - here.x, there.y - here.y];
      const length = Math.hypot(dx, dy) || 1;
      const score = (dx * wanted[0] + dy * wanted[1]) / length;
      if (score > 0.38 && (!best || score > best.score)) best = { id: other, score };
    }
    return best?.id ?? null;
  }

  /** Size the picture anew when its element did. */
  resize(): void {
    this.sigma?.resize();
    this.sigma?.refresh();
  }

  /** Paint the picture as it is seen on a canvas of its own. */
  async image(): Promise<HTMLCanvasElement | null> {
    const sigma = this.sigma;
    if (!sigma) return null;
    return new Promise((resolve) => {
      // The WebGL layers hold their pixels only until the frame that drew them has ended.
      sigma.once("afterRender", () => {
        const layers = sigma.getCanvases();
        const { width, height } = layers.labels!;
        const canvas = document.createElement("canvas");
        Object.assign(canvas, { width, height });
        const context = canvas.getContext("2d")!;
        context.fillStyle = this.colours.background;
        context.fillRect(0, 0, width, height);
        for (const name of ["edges", "nodes", "edgeLabels", "labels"]) {
          if (layers[name]) context.drawImage(layers[name], 0, 0, width, height);
        }
        resolve(canvas);
      });
      sigma.refresh();
    });
  }

  private camera(to: { x?: number; y?: number; ratio?: number }): void {
    const camera = this.sigma!.getCamera();
    if (this.still.matches) camera.setState(to);
    else void camera.animate(to, { duration: 250 });
  }

  private mark(): void {
    const about = this.hovered ? [this.hovered] : this.selected;
    this.near = new Set(about);
    if (about.length === 1 && this.graph?.hasNode(about[0])) {
      for (const id of this.graph.neighbors(about[0]!)) this.near.add(id);
    }
    this.sigma?.refresh({ skipIndexation: true });
  }

  private make(graph: Network): Sigma<NodeAttributes, LineAttributes> {
    const sigma = new Sigma<NodeAttributes, LineAttributes>(graph, this.box, {
      defaultNodeType: "shape",
      defaultEdgeType: "dashed",
      nodeProgramClasses: { shape: ShapeProgram as never },
      edgeProgramClasses: { dashed: DashProgram as never },
      enableEdgeEvents: true,
      zIndex: true,
      labelDensity: 6,
      labelGridCellSize: 110,
      labelRenderedSizeThreshold: 3,
      stagePadding: 64,
      // The table covers the picture, which then has no size; it is drawn when it is seen again.
      allowInvalidContainer: true,
      minCameraRatio: 0.05,
      maxCameraRatio: 3,
      defaultDrawNodeLabel: this.labels.collect as never,
      defaultDrawNodeHover: () => undefined,
      nodeReducer: (id, data) => this.node(id, data),
      edgeReducer: (_, data) => this.line(data.edges[0]!.source, data.edges[0]!.target, data),
    });
    sigma.on("beforeRender", () => this.labels.clear());
    sigma.on("afterRender", () => {
      const { width, height } = sigma.getDimensions();
      const { text, background } = this.colours;
      this.labels.draw({ font: FONT, text, halo: background }, width, height);
    });
    sigma.on("clickNode", ({ node }) => this.signals.node(node));
    sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      this.signals.open(node);
    });
    sigma.on("clickEdge", ({ edge }) => this.signals.line(...(graph.extremities(edge) as [string, string])));
    sigma.on("clickStage", () => this.signals.nothing());
    sigma.on("enterNode", ({ node }) => this.hover(node));
    sigma.on("leaveNode", () => this.hover(null));
    sigma.on("enterEdge", () => (this.box.style.cursor = "pointer"));
    sigma.on("leaveEdge", () => (this.box.style.cursor = ""));
    return sigma;
  }

  private hover(id: string | null): void {
    this.hovered = id;
    this.box.style.cursor = id ? "pointer" : "";
    this.mark();
  }

  private node(id: string, data: NodeAttributes): Record<string, unknown> {
    const colour = this.colours.types[entityType(data.entity.type)];
    const faded = this.near.size > 0 && !this.near.has(id);
    const chosen = this.selected.includes(id) || this.hovered === id;
    const central = this.centre.includes(id);
    const hollow = data.entity.named === false;
    const paint = faded ? blend(colour, this.colours.background, 0.75) : colour;
    return {
      ...data,
      shape: SHAPES[entityType(data.entity.type)],
      color: hollow ? this.colours.background : paint,
      border: chosen || (central && !faded) ? this.colours.text : hollow ? paint : this.colours.background,
      label: faded ? "" : data.label,
      rank: (chosen ? 1000 : 0) + (central ? 500 : 0) + data.size + (this.near.size && !faded ? 100 : 0),
      bold: chosen || central,
      forceLabel: chosen || central || (this.near.size > 0 && !faded),
      zIndex: chosen ? 3 : central ? 2 : faded ? 0 : 1,
    };
  }

  private line(one: string, other: string, data: LineAttributes): Record<string, unknown> {
    const about = this.hovered ? [this.hovered] : this.selected;
    const on = about.length === 2 ? about.includes(one) && about.includes(other) : about.includes(one) || about.includes(other);
    const faded = about.length > 0 && !on;
    const colour = this.colours.claims[data.factuality];
    const size = 1.2 + 0.9 * Math.log2(Math.max(1, data.weight));
    return {
      color: blend(colour, this.colours.background, faded ? 0.86 : on ? 0 : data.factuality === "asserted" ? 0.5 : 0.25),
      size: on ? size + 0.8 : size,
      dash: DASHES[data.factuality],
      offset: (data.rank - (data.lanes - 1) / 2) * 5,
      zIndex: on ? 2 : faded ? 0 : 1,
    };
  }
}

/** Mix two `#rrggbb` colours; `share` of the second. */
function blend(one: string, other: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [one, other].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number];
    return Math.round(a + (b - a) * share).toString(16).padStart(2, "0");
  });
  return `#${parts.join("")}`;
}
