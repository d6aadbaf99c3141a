/** What is shown, as files: GEXF for Gephi, CSV for spreadsheets, PNG for a page. */

import gexf from "graphology-gexf/browser";

import { download } from "./dom";
import type { Content, LineAttributes, Network, NodeAttributes } from "./network/model";
import { rows } from "./panes/table";
import type { Edge } from "./records";
import { ENTITY_TYPES, entityType, FACTUALITIES, FACTUALITY_LABELS, DASHES, palette, TYPE_PLURALS } from "./vocabulary";

const SHAPE_NAMES = { Person: "disc", Organization: "square", Location: "diamond", Event: "triangle" };

/** GEXF with types as attributes and colour, size, shape and place set. */
export function saveGexf(graph: Network): void {
  const { types, claims } = palette();
  const text = gexf.write(graph as never, {
    formatNode: (_: string, data: NodeAttributes) => ({
      label: data.entity.label,
      attributes: { type: data.entity.type, documents: data.entity.documents ?? 0, named: data.entity.named !== false },
      viz: { color: types[entityType(data.entity.type)], size: data.size, x: data.x, y: data.y, shape: SHAPE_NAMES[entityType(data.entity.type)] },
    }),
    formatEdge: (_: string, data: LineAttributes) => ({
      label: [...new Set(data.edges.map((edge) => edge.type))].join(", "),
      weight: data.weight,
      attributes: { factuality: data.factuality, types: [...new Set(data.edges.map((edge) => edge.type))].join("|") },
      viz: { color: claims[data.factuality], thickness: 1 + Math.log2(data.weight + 1) },
    }),
  } as never);
  download("actors.gexf", new Blob([text], { type: "application/gexf+xml" }));
}

/** CSV of claims, one row per sentence, with who says it and where. */
export function saveCsv(edges: Edge[], content: Content): void {
  const head = ["source", "source_id", "type", "target", "target_id", "factuality", "date", "said_by", "sentence", "document", "document_id", "published"];
  const lines = rows(edges, content).map((row) => [
    ...[row.source, row.edge.source, row.type, row.target, row.edge.target, row.factuality, row.date, row.speakers, row.sentence],
    ...[row.document, row.edge.evidence?.find((item) => item.sentence === row.sentence)?.document ?? "", row.published],
  ]);
  const text = [head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n");
  // The mark lets spreadsheets read the file as UTF-8.
  download("claims.csv", new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" }));
}

/** A cell that no spreadsheet takes for a formula. */
export function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** PNG of the picture with a legend below. */
export function savePng(picture: HTMLCanvasElement): void {
  const scale = window.devicePixelRatio || 1;
  const strip = 34 * scale;
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: picture.width, height: picture.height + strip });
  const context = canvas.getContext("2d")!;
  const colours = palette();
  context.fillStyle = colours.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
  context.translate(0, picture.height);
  context.scale(scale, scale);
  context.font = "12px system-ui, sans-serif";
  context.textBaseline = "middle";
  let x = 16;
  for (const type of ENTITY_TYPES) {
    context.fillStyle = colours.types[type];
    context.fill(shape(SHAPE_NAMES[type], x + 6, 17));
    x = write(context, colours.text, TYPE_PLURALS[type], x + 18);
  }
  for (const fact of FACTUALITIES) {
    context.strokeStyle = colours.claims[fact];
    context.lineWidth = 2;
    context.setLineDash(DASHES[fact][0] ? DASHES[fact] : []);
    context.beginPath();
    context.moveTo(x, 17);
    context.lineTo(x + 28, 17);
    context.stroke();
    x = write(context, colours.text, FACTUALITY_LABELS[fact].label, x + 34);
  }
  canvas.toBlob((blob) => blob && download("actors.png", blob), "image/png");
}

function write(context: CanvasRenderingContext2D, colour: string, text: string, x: number): number {
  context.fillStyle = colour;
  context.fillText(text, x, 17);
  return x + context.measureText(text).width + 16;
}

function shape(name: string, x: number, y: number): Path2D {
  if (name === "square") return new Path2D(`M${x - 5} ${y - 5}h10v10h-10Z`);
  if (name === "diamond") return new Path2D(`M${x} ${y - 6}l6 6-6 6-6-6Z`);
  if (name === "triangle") return new Path2D(`M${x} ${y - 6}l6 11h-12Z`);
  const disc = new Path2D();
  disc.arc(x, y, 5, 0, 2 * Math.PI);
  return disc;
}
