/** The page at `/`: search, network, evidence, table and documents. */

import "./styles/page.css";

import { byId, fill, h } from "./dom";
import { saveCsv, saveGexf, savePng } from "./exports";
import { help, listen } from "./keys";
import { load, question, type Loaded } from "./loading";
import { Drawing } from "./network/drawing";
import { assemble, Content, passes, type Network } from "./network/model";
import { placeRoutes } from "./network/route";
import { detail, type Wishes } from "./panes/detail";
import { documentList, documentPage } from "./panes/documents";
import { Filters } from "./panes/filters";
import { combobox } from "./panes/search";
import { Table } from "./panes/table";
import type { DocumentHead, Edge } from "./records";
import * as service from "./service";
import { fromQuery, initial, LIMIT, toQuery, type State } from "./state";
import { theme } from "./theme";
import { typeSign } from "./vocabulary";

const CAP = 2000;
const canvas = byId("canvas");
const pane = byId("detail");
const status = byId("status");

let state: State = fromQuery(location.search);
let loaded: Loaded = { content: new Content(), more: 0, total: 0, keep: new Set(), routes: [] };
let graph: Network | null = null;
let answered = "";
let asking: AbortController | null = null;
let heads: DocumentHead[] = [];

const wishes: Wishes = {
  actor: (id) => go({ selection: [id], view: state.view === "document" ? "graph" : state.view, ...(known(id) ? {} : { focus: id, to: null, expanded: [] }) }),
  document: (id, at) => go({ view: "document", document: id, at }),
  focus: (id) => go({ focus: id, to: null, expanded: [], selection: [id], limit: LIMIT, view: state.view === "table" ? "table" : "graph" }),
  expand: (id) => go({ expanded: [...new Set([...state.expanded, id])] }),
  route: (from, to) => go({ focus: from, to, expanded: [], selection: [], view: "graph" }),
  pair: (one, other) => go({ selection: [one, other] }),
  rank: (by) => go({ by }),
  clear: () => go({ selection: [] }),
};
const drawing = new Drawing(canvas, {
  node: (id) => go({ selection: [id] }),
  line: (one, other) => go({ selection: [one, other] }),
  open: (id) => wishes.focus(id),
  nothing: () => state.selection.length > 0 && go({ selection: [] }),
});
const filters = new Filters(byId("filters"), (part) => go(part));
const table = new Table(byId("table"), (one, other) => go({ selection: [one, other] }));

function known(id: string): boolean {
  return loaded.content.entities.has(id);
}

/** Change the state: the address first, then the page. */
function go(part: Partial<State>, replace = false): void {
  const next = { ...state, ...part };
  const address = `/${toQuery(next)}`;
  if (address !== location.pathname + location.search) {
    if (replace) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }
  state = next;
  void update();
}

async function update(): Promise<void> {
  frame();
  if (state.view === "documents" || state.view === "document") return reading();
  const wanted = question(state);
  if (wanted !== answered) {
    asking?.abort();
    const mine = (asking = new AbortController());
    document.body.setAttribute("aria-busy", "true");
    try {
      loaded = await load(state, mine.signal);
    } catch (error) {
      if (mine.signal.aborted) return;
      document.body.removeAttribute("aria-busy");
      failed(error as Error);
      return;
    }
    if (mine.signal.aborted) return;
    document.body.removeAttribute("aria-busy");
    answered = wanted;
    graph = assemble(loaded.content, state, loaded.keep, state.focus ? graph : null);
    if (loaded.routes.length) placeRoutes(graph, loaded.routes);
    draw();
  }
  const edges = shown();
  frame();
  filters.show(state, [...loaded.content.entities.values()], [...loaded.content.edges.values()]);
  detail(pane, state, loaded.content, edges, loaded.routes, wishes);
  if (state.view === "table") table.show(edges, loaded.content, state.selection);
  drawing.select(state.selection);
  summary(edges);
}

function draw(): void {
  document.body.dataset.settled = "false";
  const centre = [state.focus, state.to].filter((id): id is string => id !== null);
  drawing.show(graph!, centre, loaded.routes.length > 0, () => (document.body.dataset.settled = "true"));
  byId("empty").hidden = graph!.size > 0 || graph!.order > 0;
}

/** The edges that are drawn. */
function shown(): Edge[] {
  return graph ? graph.mapEdges((_, { edges }) => edges).flat().filter((edge) => passes(edge, state)) : [];
}

function failed(error: Error): void {
  fill(status, h("strong", { class: "error", role: "alert" }, error.message), h("button", { onclick: () => ((answered = ""), void update()) }, "Try again"));
}

function summary(edges: Edge[]): void {
  const { more, total } = loaded;
  const actors = graph?.order ?? 0;
  const next = Math.min(LIMIT, more, CAP - state.limit);
  const said = state.to
    ? loaded.routes.length
      ? `${loaded.routes.length === 1 ? "One path" : `${loaded.routes.length} paths`} of ${loaded.routes[0]!.length - 1} ${loaded.routes[0]!.length === 2 ? "step" : "steps"} or more`
      : "No path between these two"
    : `${actors} of ${Math.max(total, actors)} actors, ${edges.length} events and relations`;
  fill(
    status,
    h("span", {}, said),
    next > 0 && !state.to ? h("button", { onclick: () => go({ limit: state.limit + next }) }, `Show ${next} more`) : null,
    more > 0 && next <= 0 ? h("span", {}, `${more} more; narrow the filters to see them`) : null,
  );
  const one = state.selection.length === 1 ? loaded.content.entities.get(state.selection[0]!) : null;
  byId("live").textContent = one ? `${one.label}, ${one.type}, ${graph?.hasNode(one.id) ? graph.neighbors(one.id).length : 0} neighbours shown` : said;
}

/** What does not wait for the service: title, breadcrumb, which view is on. */
function frame(): void {
  document.body.dataset.view = state.view;
  document.body.dataset.selected = String(state.selection.length > 0 || state.to !== null);
  const reads = state.view === "documents" || state.view === "document";
  byId("reading").hidden = !reads;
  byId("work").hidden = reads;
  canvas.hidden = state.view === "table";
  byId("zoom").hidden = state.view === "table";
  byId("table").hidden = state.view !== "table";
  for (const view of ["graph", "table", "documents"]) {
    const on = view === state.view || (view === "documents" && reads);
    byId(`view-${view}`).setAttribute("aria-pressed", String(on));
  }
  const crumb = (id: string): HTMLElement => {
    const item = loaded.content.entities.get(id);
    const name = item?.label ?? decodeURIComponent(id.split("/").pop() ?? id).replaceAll("-", " ");
    return h("button", { class: "crumb", onclick: () => go({ selection: [id] }) }, item ? typeSign(item.type, item.named !== false) : null, name);
  };
  fill(
    byId("crumbs"),
    state.focus ? h("button", { class: "quiet", onclick: () => go({ ...initial(), view: state.view }) }, "All actors") : h("span", { class: "crumb" }, "Top actors"),
    state.focus ? ["›", crumb(state.focus)] : null,
    state.to ? ["to", crumb(state.to), h("button", { class: "quiet", onclick: () => go({ to: null }) }, "End path")] : null,
  );
  byId("route").hidden = !state.focus || state.to !== null;
  const actor = state.focus ? loaded.content.entities.get(state.focus)?.label : null;
  document.title = actor ? `${actor} – Actorgraph` : "Actorgraph";
}

async function reading(): Promise<void> {
  const box = byId("reading");
  try {
    if (state.view === "document") {
      const wanted = state.document!;
      const item = await service.documentText(wanted);
      if (state.document === wanted) documentPage(box, item, state.at, { actor: (id) => wishes.focus(id), list: () => go({ view: "documents", document: null, at: null }) });
      return;
    }
    const more = async (): Promise<void> => {
      const part = await service.documents(heads.length);
      heads = [...heads, ...part.items];
      documentList(box, heads, part.total, (id) => wishes.document(id, 0), () => void more());
    };
    heads = [];
    await more();
  } catch (error) {
    fill(box, h("p", { class: "error", role: "alert" }, (error as Error).message));
  }
}

function exporting(): void {
  const menu = byId<HTMLDetailsElement>("export");
  const act = (id: string, does: () => void): void =>
    byId(id).addEventListener("click", () => {
      menu.open = false;
      does();
    });
  act("save-gexf", () => graph && saveGexf(graph));
  act("save-csv", () => saveCsv(shown(), loaded.content));
  act("save-png", () => void drawing.image().then((picture) => picture && savePng(picture)));
  document.addEventListener("click", (event) => menu.open && !menu.contains(event.target as Node) && (menu.open = false));
}

function start(): void {
  theme(byId("theme"), () => drawing.recolour());
  combobox(byId("search"), byId("suggestions"), (entity) => wishes.focus(entity.id));
  combobox(byId("route-search"), byId("route-suggestions"), (entity) => state.focus && wishes.route(state.focus, entity.id));
  exporting();
  for (const view of ["graph", "table", "documents"] as const) byId(`view-${view}`).addEventListener("click", () => go({ view, document: null, at: null }));
  byId("toggle-filters").addEventListener("click", () => document.body.classList.toggle("filters-open"));
  byId("zoom-in").addEventListener("click", () => drawing.zoom(1));
  byId("zoom-out").addEventListener("click", () => drawing.zoom(-1));
  byId("zoom-all").addEventListener("click", () => drawing.zoom(0));
  const dialog = byId<HTMLDialogElement>("help");
  byId("help-keys").append(help());
  byId("help-open").addEventListener("click", () => dialog.showModal());
  const selected = (): string | null => state.selection[0] ?? state.focus;
  listen(
    {
      search: () => byId("search").focus(),
      move: (direction) => {
        const from = selected() ?? graph?.nodes()[0];
        const to = from && state.selection.length ? drawing.towards(from, direction) : from;
        if (!to) return;
        go({ selection: [to] }, true);
        drawing.reveal(to);
      },
      focus: () => state.selection.length === 1 && wishes.focus(state.selection[0]!),
      expand: () => state.selection.length === 1 && wishes.expand(state.selection[0]!),
      evidence: () => (document.getElementById("evidence") ?? pane).focus(),
      table: () => go({ view: state.view === "table" ? "graph" : "table" }),
      clear: () => {
        canvas.focus();
        if (state.selection.length) go({ selection: [] });
      },
      zoom: (direction) => drawing.zoom(direction),
      help: () => dialog.showModal(),
    },
    canvas,
  );
  new ResizeObserver(() => drawing.resize()).observe(canvas);
  window.addEventListener("popstate", () => {
    state = fromQuery(location.search);
    void update();
  });
  void update();
}

start();
