/** Labels that do not overlap: collected while a frame is drawn, then set in order of importance. */

import type { NodeDisplayData, PartialButFor } from "sigma/types";

type Labelled = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color"> & { rank?: number; bold?: boolean };

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const HEIGHT = 15;

/** The labels of one frame. */
export class Labels {
  private waiting: { context: CanvasRenderingContext2D; data: Labelled }[] = [];

  /** Take a label instead of drawing it; given to sigma as its label drawer. */
  readonly collect = (context: CanvasRenderingContext2D, data: Labelled): void => {
    if (data.label) this.waiting.push({ context, data });
  };

  /** Forget what an interrupted frame left. */
  clear(): void {
    this.waiting = [];
  }

  /** Draw as many of the waiting labels as fit beside each other and beside the nodes. */
  draw(style: { font: string; text: string; halo: string }, width: number, height: number): void {
    const taken: Box[] = this.waiting
      .map(({ data }) => around(data.x, data.y, data.size * 0.9, data.size * 0.9));
    const order = this.waiting.sort((a, b) => (b.data.rank ?? b.data.size) - (a.data.rank ?? a.data.size));
    for (const { context, data } of order) {
      const size = Math.round(Math.min(15, 11 + data.size / 7));
      context.font = `${data.bold ? 650 : 500} ${size}px ${style.font}`;
      const label = data.label!.length > 34 ? `${data.label!.slice(0, 33)}…` : data.label!;
      const long = context.measureText(label).width;
      const gap = data.size + 4;
      const tries: [number, number][] = [
        [data.x + gap, data.y + size / 3],
        [data.x - gap - long, data.y + size / 3],
        [data.x - long / 2, data.y + gap + size * 0.75],
        [data.x - long / 2, data.y - gap - 1],
      ];
      const place = tries.find(([x, y]) => {
        const box = { left: x - 2, top: y - HEIGHT + 2, right: x + long + 2, bottom: y + 4 };
        return box.left > 0 && box.right < width && box.top > 0 && box.bottom < height && !taken.some((other) => overlap(box, other));
      });
      if (!place && !data.bold) continue;
      const [x, y] = place ?? tries[0]!;
      taken.push({ left: x - 2, top: y - HEIGHT + 2, right: x + long + 2, bottom: y + 4 });
      context.lineJoin = "round";
      context.lineWidth = 4;
      context.strokeStyle = style.halo;
      context.strokeText(label, x, y);
      context.fillStyle = style.text;
      context.fillText(label, x, y);
    }
    this.waiting = [];
  }
}

function around(x: number, y: number, w: number, h: number): Box {
  return { left: x - w, top: y - h, right: x + w, bottom: y + h };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
