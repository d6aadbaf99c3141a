/** What an edge rests on: the sentences, with who says so and how surely. */

import { fill, h, safeUrl } from "../dom";
import type { Cluster, Edge, Entity, Evidence, Highlight } from "../records";
import { cluster } from "../service";
import { stretches } from "../text";
import { entityType, factuality, FACTUALITY_LABELS, heading } from "../vocabulary";

/** What a card may ask of the page. */
export interface Doors {
  actor(id: string): void;
  document(id: string, at: number): void;
}

/** The badge of a factuality: sign, word and, as a title, its meaning. */
export function badge(value: string): HTMLElement {
  const known = factuality(value);
  const { label, sign, means } = FACTUALITY_LABELS[known];
  return h("span", { class: `badge fact-${known}`, title: means }, h("span", { "aria-hidden": "true" }, sign), label);
}

/** A date as it is known, in the reader's words: EDTF intervals and months stay what they are. */
export function when(date: string | null | undefined): string | null {
  if (!date) return null;
  if (date.includes("/")) return date.split("/").map((part) => (part === ".." || part === "" ? "…" : when(part))).join(" – ");
  const [, year, month, day] = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date) ?? [];
  if (!year) return date;
  const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const name = month ? names[Number(month) - 1] : null;
  return [day ? String(Number(day)) : null, name, year].filter(Boolean).join(" ") + (/[?~%]/.test(date) ? " (about)" : "");
}

/** A sentence with its participants marked by type. */
export function sentence(item: Evidence, types: (id: string) => string | undefined, ends: Entity[] = []): HTMLElement {
  const spans = item.highlights?.length ? item.highlights : ends.flatMap((end) => named(item, end));
  const parts = stretches(item.sentence, spans, item.sentence_start).map(({ text, spans }) => {
    const span = spans.at(-1);
    if (!span) return text;
    const type = span.entity ? types(span.entity) : undefined;
    const look = type ? `type-${entityType(type).toLowerCase()}` : span.role === "trigger" ? "trigger" : "other";
    return h("mark", { class: look, title: span.role ?? null }, text);
  });
  return h("blockquote", {}, parts);
}

/** Where a relation's sentence names `entity`; relations come without the spans of their ends. */
function named(item: Evidence, entity: Entity): Highlight[] {
  const names = [entity.label, ...(entity.aliases ?? [])].sort((a, b) => b.length - a.length);
  for (const name of names) {
    const at = item.sentence.indexOf(name);
    if (name.length < 2 || at < 0) continue;
    const start = item.sentence_start + Array.from(item.sentence.slice(0, at)).length;
    return [{ start, end: start + Array.from(name).length, entity: entity.id }];
  }
  return [];
}

/** The cards of some edges, one per sentence; what is asserted first, events before relations, then by date. */
export function cards(edges: Edge[], entities: Map<string, Entity>, doors: Doors): HTMLElement[] {
  const order = ["asserted", "planned", "possible", "negated"];
  const items = edges.flatMap((edge) => (edge.evidence ?? []).map((item) => ({ edge, item })));
  const fact = ({ edge, item }: (typeof items)[number]): string => factuality(item.factuality ?? edge.factuality);
  const day = ({ item }: (typeof items)[number]): string => item.date ?? item.published ?? "";
  items.sort((a, b) => order.indexOf(fact(a)) - order.indexOf(fact(b)) || a.edge.kind.localeCompare(b.edge.kind) || day(b).localeCompare(day(a)));
  return items.map(({ edge, item }) => card(edge, item, entities, doors));
}

function card(edge: Edge, item: Evidence, entities: Map<string, Entity>, doors: Doors): HTMLElement {
  const name = (id: string): string => entities.get(id)?.label ?? id;
  const date = when(item.date);
  const open = (): void => doors.document(item.document, item.sentence_start);
  const outside = safeUrl(item.url);
  return h(
    "article",
    { class: `card fact-${factuality(item.factuality ?? edge.factuality)}` },
    h(
      "header",
      {},
      badge(item.factuality ?? edge.factuality),
      h("strong", {}, heading(item.type ?? edge.type)),
      date ? h("time", { title: "when it is said to be so" }, date) : null,
    ),
    h("p", { class: "dyad" }, name(edge.source), h("span", { "aria-label": "to" }, " → "), name(edge.target)),
    sentence(item, (id) => entities.get(id)?.type, [edge.source, edge.target].flatMap((id) => entities.get(id) ?? [])),
    h("p", { class: "says" }, speakers(item, doors)),
    (item.reports ?? 1) > 1 ? reported(item, doors) : null,
    h(
      "footer",
      {},
      h("button", { class: "link", onclick: open, title: "Show in the document" }, item.title || "Untitled document"),
      h("span", {}, [item.source, when(item.published)].filter(Boolean).join(", ")),
      outside ? h("a", { href: outside, rel: "noopener noreferrer", target: "_blank" }, "Original") : null,
    ),
  );
}

const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** How many report the event; unfolds to the reports, fetched when first asked for. */
function reported(item: Evidence, doors: Doors): HTMLElement {
  const list = h("ul", { class: "reports" }, h("li", { class: "hint" }, "Loading…"));
  let asked = false;
  const open = async (): Promise<void> => {
    if (asked) return;
    asked = true;
    try {
      const found = await cluster(item.claim ?? "");
      fill(list, ...(found ? reports(found, item, doors) : []));
    } catch (error) {
      asked = false;
      fill(list, h("li", { class: "hint" }, error instanceof Error ? error.message : String(error)));
    }
  };
  const heard = `${many(item.reports ?? 1, "report")}, ${many(item.sources ?? 1, "independent source")}`;
  return h("details", { class: "reported", ontoggle: () => void open() }, h("summary", {}, heard), list);
}

function reports(found: Cluster, item: Evidence, doors: Doors): HTMLElement[] {
  const notes = [
    found.figures_differ ? "The figures differ." : "",
    found.factualities.length > 1 ? `The reports differ: ${found.factualities.join(", ")}.` : "",
  ].filter(Boolean);
  const group = (document: string): number => found.independent_sources.findIndex((one) => one.includes(document)) + 1;
  const rows = found.reports.map((report) =>
    h(
      "li",
      { class: report.event === item.claim ? "this" : null },
      h(
        "p",
        {},
        badge(report.factuality),
        h("button", { class: "link", onclick: () => doors.document(report.document, report.sentence_start) }, report.source || report.title || "Untitled document"),
        h("span", { class: "count", title: "Reports with one number are copies of one text, or of one publisher" }, ` source ${group(report.document)}`),
        report.figures.length ? h("span", { class: "figures" }, report.figures.join(", ")) : null,
      ),
      h("blockquote", { title: report.reason }, report.sentence),
      report.attribution.length ? h("p", { class: "says" }, `According to ${report.attribution.join(", as cited by ")}`) : null,
    ),
  );
  return [...(notes.length ? [h("li", { class: "hint" }, notes.join(" "))] : []), ...rows];
}

function speakers(item: Evidence, doors: Doors): (Node | string)[] {
  const chain = item.attribution ?? [];
  if (!chain.length) return ["In the document’s own words"];
  return chain.flatMap(({ id, label }, at) => [
    at === 0 ? "According to " : ", as cited by ",
    h("button", { class: "link", onclick: () => doors.actor(id) }, label || id),
  ]);
}
