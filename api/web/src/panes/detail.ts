/** The pane on the right: a welcome, an actor, or what connects two actors. */

import { fill, h, safeUrl } from "../dom";
import type { Content } from "../network/model";
import type { Claim, Edge, Entity, Link } from "../records";
import type { State } from "../state";
import { heading, typeSign, words } from "../vocabulary";
import { badge, cards, type Doors } from "./evidence";

/** What the pane may ask of the page. */
export interface Wishes extends Doors {
  focus(id: string): void;
  expand(id: string): void;
  route(from: string, to: string): void;
  pair(one: string, other: string): void;
  rank(by: string): void;
  clear(): void;
}

const CARDS = 25;
const ROWS = 7;

/** Draw the pane for what is selected. */
export function detail(box: HTMLElement, state: State, content: Content, shown: Edge[], routes: string[][], wishes: Wishes): void {
  const [one, other] = state.selection;
  const first = one ? content.entities.get(one) : undefined;
  const second = other ? content.entities.get(other) : undefined;
  if (first && second) fill(box, ...pair(first, second, shown, content, wishes));
  else if (first) fill(box, ...actor(first, state, shown, content, wishes));
  else if (state.to) fill(box, ...paths(routes, content, shown, wishes));
  else fill(box, ...welcome(state, content, shown, wishes));
  box.scrollTop = 0;
}

function paths(routes: string[][], content: Content, shown: Edge[], wishes: Wishes): HTMLElement[] {
  const between = (one: string, other: string): Edge[] =>
    shown.filter((edge) => (edge.source === one && edge.target === other) || (edge.source === other && edge.target === one));
  const hop = (one: string, other: string): HTMLElement => {
    const list = cards(between(one, other), content.entities, wishes);
    const more = h("button", { class: "quiet", onclick: () => wishes.pair(one, other) }, `${list.length - 1} more between these two`);
    return h("li", {}, list[0] ?? h("p", { class: "hint" }, "Nothing under these filters."), list.length > 1 ? more : null);
  };
  const route = (ids: string[], at: number): HTMLElement[] => [
    h("h3", {}, `Path ${at + 1} `, h("span", { class: "count" }, `${ids.length - 1} ${ids.length === 2 ? "step" : "steps"}`)),
    h("p", { class: "hint" }, ids.map((id) => content.entities.get(id)?.label ?? id).join(" – ")),
    h("ol", { class: "hops" }, ids.slice(1).map((id, step) => hop(ids[step]!, id))),
  ];
  const none = "These two are not connected in what was read.";
  return [h("h2", {}, "How they are connected"), ...(routes.length ? routes.flatMap(route) : [h("p", { class: "hint" }, none)])];
}

function welcome(state: State, content: Content, shown: Edge[], wishes: Wishes): HTMLElement[] {
  const counts = reach(shown);
  const top = [...content.entities.values()].sort((a, b) => (b.degree ?? 0) - (a.degree ?? 0) || (a.label < b.label ? -1 : 1));
  const rank = (event: Event): void => wishes.rank((event.target as HTMLSelectElement).value);
  const measures = { degree: "most connections", pagerank: "PageRank", betweenness: "betweenness" };
  const options = Object.entries(measures).map(([value, label]) => h("option", { value, selected: value === state.by }, label));
  const list = top.slice(0, 30).map((item) => neighbourRow(item, item.degree ?? counts.get(item.id)?.size ?? 0, "connections", () => wishes.focus(item.id)));
  return [
    h("h2", {}, state.focus ? "In this picture" : "Who is in the news"),
    h(
      "p",
      { class: "hint" },
      "Choose an actor here or search above. Click an actor or a line to read the sentences behind it; double-click an actor to put it in the middle.",
    ),
    state.focus ? null : h("label", { class: "field" }, h("span", {}, "Ranked by"), h("select", { onchange: rank }, options)),
    h("ul", { class: "actors" }, list),
  ].filter((item) => item !== null) as HTMLElement[];
}

function actor(entity: Entity, state: State, shown: Edge[], content: Content, wishes: Wishes): HTMLElement[] {
  const edges = shown.filter((edge) => edge.source === entity.id || edge.target === entity.id);
  const others = new Map<string, Edge[]>();
  for (const edge of edges) {
    const other = edge.source === entity.id ? edge.target : edge.source;
    others.set(other, [...(others.get(other) ?? []), edge]);
  }
  const weight = (list: Edge[]): number => list.reduce((sum, edge) => sum + edge.documents, 0);
  const order = [...others].sort(([, a], [, b]) => weight(b) - weight(a));
  const rows = order.map(([id, list]) => {
    const item = content.entities.get(id)!;
    return neighbourRow(item, list.length, "events and relations", () => wishes.pair(entity.id, id), list);
  });
  const middle = state.focus === entity.id;
  const hidden = (entity.degree ?? 0) > others.size;
  return [
    header(entity, wishes),
    h(
      "div",
      { class: "actions" },
      middle && !state.to ? null : h("button", { onclick: () => wishes.focus(entity.id) }, "Put in the middle"),
      middle || state.expanded.includes(entity.id) || !hidden ? null : h("button", { onclick: () => wishes.expand(entity.id) }, "Add neighbours"),
      state.focus && !middle ? h("button", { onclick: () => wishes.route(state.focus!, entity.id) }, "Path from the middle") : null,
    ),
    facts(entity),
    h("h3", {}, "Connected with ", h("span", { class: "count" }, hidden ? `${others.size} of ${entity.degree} shown` : String(others.size))),
    rows.length ? folded(rows) : h("p", { class: "hint" }, "Nothing under these filters."),
    ...evidenceBlock(edges, content, wishes),
  ];
}

function pair(one: Entity, other: Entity, shown: Edge[], content: Content, wishes: Wishes): HTMLElement[] {
  const ends = new Set([one.id, other.id]);
  const edges = shown.filter((edge) => ends.has(edge.source) && ends.has(edge.target) && edge.source !== edge.target);
  const open = (item: Entity): HTMLElement =>
    h("button", { class: "link end", onclick: () => wishes.actor(item.id) }, typeSign(item.type, item.named !== false), item.label);
  return [
    h("div", { class: "title" }, h("h2", { class: "ends" }, open(one), h("span", { class: "and" }, " and "), open(other)), closer(wishes)),
    ...evidenceBlock(edges, content, wishes),
  ];
}

function evidenceBlock(edges: Edge[], content: Content, wishes: Wishes): HTMLElement[] {
  const list = cards(edges, content.entities, wishes);
  const box = h("div", { class: "cards" }, list.slice(0, CARDS));
  const rest = list.slice(CARDS);
  const button = h("button", { class: "quiet", onclick: () => (box.append(...rest), button.remove()) }, `${rest.length} more sentences`);
  const title = h("h3", { id: "evidence", tabindex: "-1" }, "Evidence ", h("span", { class: "count" }, list.length));
  if (!list.length) return [title, h("p", { class: "hint" }, "No sentence under these filters.")];
  return rest.length ? [title, box, button] : [title, box];
}

function header(entity: Entity, wishes: Wishes): HTMLElement {
  const words_ = [words(entity.type), entity.sector ? `sector ${entity.sector}` : null, place(entity.country)];
  const many = entity.documents ? `${entity.documents} ${entity.documents === 1 ? "document" : "documents"}` : null;
  return h(
    "div",
    { class: "title" },
    h(
      "div",
      {},
      h("h2", {}, typeSign(entity.type, entity.named !== false), entity.label),
      h("p", { class: "sub" }, [...words_, many, entity.named === false ? "not named in the text" : null].filter(Boolean).join(" · ")),
    ),
    closer(wishes),
  );
}

function facts(entity: Entity): HTMLElement {
  const aliases = (entity.aliases ?? []).filter((name) => name !== entity.label);
  const claims = said(entity.relations ?? []);
  const row = (label: string, value: (Node | string)[]): HTMLElement[] => [h("dt", {}, label), h("dd", {}, value)];
  return h(
    "dl",
    {},
    aliases.length ? row("Also", [aliases.join(", ")]) : [],
    claims.flatMap(([label, text, fact]) => row(label, [text, fact === "asserted" ? "" : badge(fact)])),
    (entity.links ?? []).length ? row("Same as", (entity.links ?? []).flatMap(link)) : [],
  );
}

/** Relations as label, words and factuality; what several documents say stands once. */
function said(claims: Claim[]): [string, string, string][] {
  const lines = claims.map((claim): [string, string, string] => {
    const target = claim.label ?? claim.object?.split("/").pop() ?? "";
    const text = claim.value ? [claim.value, target].filter(Boolean).join(", ") : target;
    return [heading(claim.predicate), claim.current === false ? `${text} (former)` : text, claim.factuality ?? "asserted"];
  });
  const once = new Map(lines.map((line) => [line.join("\n").toLowerCase(), line]));
  return [...once.values()].sort(([a], [b]) => a.localeCompare(b)).slice(0, 14);
}

function link(given: Link | string): (Node | string)[] {
  const item: Link = typeof given === "string" ? { uri: given } : given;
  const url = safeUrl(item.uri);
  const home = url?.includes("wikidata.org") ? "Wikidata" : url?.includes("geonames.org") ? "GeoNames" : new URL(url ?? "http://other").hostname;
  const text = `${home} ${item.uri.replace(/\/$/, "").split("/").pop()}`;
  const score = item.score === undefined ? "" : ` (${Math.round(item.score * 100)}%)`;
  const why = Object.entries(item.explanation ?? {}).map(([key, value]) => `${key}: ${String(value)}`).join("\n");
  return [h("span", { class: "same", title: why || null }, url ? h("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, text) : text, score, " ", item.label ?? "")];
}

function neighbourRow(item: Entity, count: number, of: string, open: () => void, edges: Edge[] = []): HTMLElement {
  const kinds = [...new Set(edges.map((edge) => words(edge.type)))].slice(0, 3).join(", ");
  return h(
    "li",
    {},
    h(
      "button",
      { onclick: open },
      typeSign(item.type, item.named !== false),
      h("span", { class: "name" }, item.label),
      kinds ? h("span", { class: "kinds" }, kinds) : null,
      h("span", { class: "count", title: of }, count),
    ),
  );
}

/** A list of which the first rows are shown until one asks for the rest. */
function folded(rows: HTMLElement[]): HTMLElement {
  const list = h("ul", { class: "actors" }, rows.slice(0, ROWS));
  const rest = rows.slice(ROWS);
  if (rest.length < 3) {
    list.append(...rest);
    return list;
  }
  const button = h("button", { class: "quiet", onclick: () => (list.append(...rest), button.remove()) }, `${rest.length} more`);
  return h("div", {}, list, button);
}

function closer(wishes: Wishes): HTMLElement {
  return h("button", { class: "close", onclick: () => wishes.clear(), "aria-label": "Close", title: "Close (Esc)" }, "×");
}

function place(country: string | null | undefined): string | null {
  if (!country) return null;
  return decodeURIComponent(country.split("/").pop() ?? "").replaceAll("-", " ");
}

function reach(edges: Edge[]): Map<string, Set<string>> {
  const counts = new Map<string, Set<string>>();
  for (const { source, target } of edges) {
    counts.set(source, (counts.get(source) ?? new Set()).add(target));
    counts.set(target, (counts.get(target) ?? new Set()).add(source));
  }
  return counts;
}
