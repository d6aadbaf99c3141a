/** The state of the page, all of it in the address: what one sees can be sent as a link. */

export type View = "graph" | "table" | "documents" | "document";

/** What is looked at, and how. */
export interface State {
  view: View;
  /** The actor whose network is shown; null for the top of the whole. */
  focus: string | null;
  /** Actors whose neighbours were added. */
  expanded: string[];
  /** The other end when a path is shown from `focus`. */
  to: string | null;
  depth: number;
  limit: number;
  /** Ranking of the top network: degree, pagerank, betweenness. */
  by: string;
  /** Empty lists let everything through. */
  types: string[];
  events: string[];
  facts: string[];
  after: string;
  before: string;
  /** Leave out actors that the texts do not name. */
  named: boolean;
  /** Smallest number of reports of an edge. */
  minimum: number;
  /** `node <id>`, or `edge <id> <id>`. */
  selection: string[];
  document: string | null;
  /** Offset in the document to show first. */
  at: number | null;
}

export const LIMIT = 40;

/** The state of a page that was opened without any wish. */
export function initial(): State {
  return {
    view: "graph",
    focus: null,
    expanded: [],
    to: null,
    depth: 1,
    limit: LIMIT,
    by: "degree",
    types: [],
    events: [],
    facts: [],
    after: "",
    before: "",
    named: false,
    minimum: 1,
    selection: [],
    document: null,
    at: null,
  };
}

const PREFIX = "https://w3id.org/actorgraph/id/";
const short = (id: string): string => (id.startsWith(PREFIX) ? id.slice(PREFIX.length) : id);
const long = (id: string): string => (/^[a-z][a-z0-9+.-]*:/i.test(id) ? id : PREFIX + id);
const SCALARS = { depth: "depth", limit: "limit", minimum: "min", at: "at" } as const;

/** Write the state as a query string; defaults are left out. */
export function toQuery(state: State): string {
  const usual = initial();
  const out = new URLSearchParams();
  if (state.view !== usual.view) out.set("view", state.view);
  if (state.focus) out.set("actor", short(state.focus));
  if (state.to) out.set("to", short(state.to));
  for (const id of state.expanded) out.append("with", short(id));
  for (const [key, name] of Object.entries(SCALARS) as ["depth" | "limit" | "minimum" | "at", string][]) {
    if (state[key] !== null && state[key] !== usual[key]) out.set(name, String(state[key]));
  }
  if (state.by !== usual.by) out.set("by", state.by);
  for (const type of state.types) out.append("type", type);
  for (const type of state.events) out.append("event", type);
  for (const fact of state.facts) out.append("claim", fact);
  if (state.named) out.set("named", "1");
  if (state.after) out.set("after", state.after);
  if (state.before) out.set("before", state.before);
  for (const id of state.selection) out.append("select", short(id));
  if (state.document) out.set("document", short(state.document));
  const text = out.toString().replaceAll("%2F", "/").replaceAll("%3A", ":");
  return text ? `?${text}` : "";
}

/** Read the state from a query string; what makes no sense is left at its default. */
export function fromQuery(query: string): State {
  const read = new URLSearchParams(query);
  const state = initial();
  const view = read.get("view");
  if (view === "table" || view === "documents" || view === "document") state.view = view;
  const id = (name: string): string | null => (read.get(name) ? long(read.get(name)!) : null);
  state.focus = id("actor");
  state.to = state.focus ? id("to") : null;
  state.document = id("document");
  if (state.document && view === null) state.view = "document";
  if (state.view === "document" && !state.document) state.view = "documents";
  state.expanded = read.getAll("with").map(long);
  const whole = (name: string, low: number, high: number, usual: number): number => {
    const value = Number.parseInt(read.get(name) ?? "", 10);
    return Number.isNaN(value) ? usual : Math.min(high, Math.max(low, value));
  };
  state.depth = whole("depth", 1, 3, state.depth);
  state.limit = whole("limit", 1, 2000, state.limit);
  state.minimum = whole("min", 1, 1_000_000, state.minimum);
  if (read.has("at")) state.at = whole("at", 0, 1_000_000_000, 0);
  const by = read.get("by");
  if (by === "pagerank" || by === "betweenness") state.by = by;
  state.named = read.get("named") === "1";
  state.types = read.getAll("type");
  state.events = read.getAll("event");
  state.facts = read.getAll("claim");
  const day = (name: string): string => (/^\d{4}-\d\d-\d\d$/.test(read.get(name) ?? "") ? read.get(name)! : "");
  state.after = day("after");
  state.before = day("before");
  state.selection = read.getAll("select").map(long).slice(0, 2);
  return state;
}
