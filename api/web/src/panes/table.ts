/** The picture as a table: one row per claim and sentence, sortable. */

import { fill, h } from "../dom";
import type { Content } from "../network/model";
import type { Edge } from "../records";
import { heading, typeSign } from "../vocabulary";
import { badge, when } from "./evidence";

/** One row of the table and of the CSV export. */
export interface Row {
  edge: Edge;
  source: string;
  type: string;
  target: string;
  factuality: string;
  date: string;
  speakers: string;
  document: string;
  published: string;
  sentence: string;
}

const COLUMNS = [
  ["source", "Who"],
  ["type", "Event or relation"],
  ["target", "With whom"],
  ["factuality", "Claim"],
  ["date", "When"],
  ["speakers", "Who says so"],
  ["sentence", "Sentence"],
  ["document", "Document"],
] as const;
const MOST = 1000;

/** One row per edge and sentence. */
export function rows(edges: Edge[], content: Content): Row[] {
  const name = (id: string): string => content.entities.get(id)?.label ?? id;
  return edges.flatMap((edge) =>
    (edge.evidence?.length ? edge.evidence : [null]).map((item) => ({
      edge,
      source: name(edge.source),
      type: item?.type ?? edge.type,
      target: name(edge.target),
      factuality: item?.factuality ?? edge.factuality,
      date: item?.date ?? "",
      speakers: (item?.attribution ?? []).map(({ label }) => label).join(", cited by "),
      document: item?.title ?? item?.document ?? "",
      published: item?.published ?? "",
      sentence: item?.sentence ?? "",
    })),
  );
}

/** The table view; remembers its order. */
export class Table {
  private key: (typeof COLUMNS)[number][0] = "source";
  private falling = false;

  constructor(
    private readonly box: HTMLElement,
    private readonly open: (one: string, other: string) => void,
  ) {}

  /** Draw the rows of what is shown. */
  show(edges: Edge[], content: Content, selection: string[]): void {
    const all = rows(edges, content).sort((a, b) => {
      const order = a[this.key].localeCompare(b[this.key]) || a.source.localeCompare(b.source) || a.target.localeCompare(b.target);
      return this.falling ? -order : order;
    });
    const sort = (key: typeof this.key): void => {
      this.falling = this.key === key && !this.falling;
      this.key = key;
      this.show(edges, content, selection);
    };
    const head = COLUMNS.map(([key, label]) => {
      const now = this.key === key ? (this.falling ? "descending" : "ascending") : "none";
      return h("th", { scope: "col", "aria-sort": now, class: `col-${key}` }, h("button", { onclick: () => sort(key) }, label));
    });
    const note = all.length > MOST ? `The first ${MOST} of ${all.length} rows; the CSV export has all.` : `${all.length} rows`;
    fill(
      this.box,
      h("table", {}, h("caption", {}, note), h("thead", {}, h("tr", {}, head)), h("tbody", {}, all.slice(0, MOST).map((row) => this.row(row, content, selection)))),
    );
  }

  private row(row: Row, content: Content, selection: string[]): HTMLElement {
    const { source, target } = row.edge;
    const actor = (id: string, label: string): HTMLElement => {
      const item = content.entities.get(id);
      return h("td", { class: "actor" }, typeSign(item?.type ?? "", item?.named !== false), label);
    };
    const on = selection.includes(source) && selection.includes(target);
    const open = (): void => this.open(source, target);
    return h(
      "tr",
      { tabindex: "0", class: on ? "on" : null, onclick: open, onkeydown: (event: KeyboardEvent) => event.key === "Enter" && open() },
      actor(source, row.source),
      h("td", {}, heading(row.type)),
      actor(target, row.target),
      h("td", {}, badge(row.factuality)),
      h("td", { class: "when" }, when(row.date) ?? ""),
      h("td", {}, row.speakers),
      h("td", { class: "words", title: row.sentence }, h("div", {}, row.sentence)),
      h("td", { class: "doc" }, row.document, row.published ? h("span", {}, ` ${when(row.published)}`) : null),
    );
  }
}
