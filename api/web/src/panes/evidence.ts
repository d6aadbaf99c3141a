/** What an edge rests on: the sentences, with who says so and how surely. */

import { h, safeUrl } from "../dom";
import type { Edge, Entity, Evidence, Highlight } from "../records";
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
    h(
      "footer",
      {},
      h("button", { class: "link", onclick: open, title: "Show in the document" }, item.title || "Untitled document"),
      h("span", {}, [item.source, when(item.published)].filter(Boolean).join(", ")),
      outside ? h("a", { href: outside, rel: "noopener noreferrer", target: "_blank" }, "Original") : null,
    ),
  );
}

function speakers(item: Evidence, doors: Doors): (Node | string)[] {
  const chain = item.attribution ?? [];
  if (!chain.length) return ["In the document’s own words"];
  return chain.flatMap(({ id, label }, at) => [
    at === 0 ? "According to " : ", as cited by ",
    h("button", { class: "link", onclick: () => doors.actor(id) }, label || id),
  ]);
}
