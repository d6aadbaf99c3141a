/** Filters, which are the legend too: every row shows how its kind is drawn. */

import { fill, h } from "../dom";
import type { Edge, Entity } from "../records";
import type { State } from "../state";
import { histogram, periods } from "./histogram";
import { ENTITY_TYPES, FACTUALITIES, FACTUALITY_LABELS, heading, lineSign, TYPE_PLURALS, typeSign } from "../vocabulary";

type Change = (part: Partial<State>) => void;

/** The filter column. Counts are those of what is shown; a kind that a filter hides keeps its last count. */
export class Filters {
  private readonly events = new Map<string, { count: number; kind: string }>();
  private allEvents = false;
  private periods: [string, number][] = [];

  constructor(
    private readonly box: HTMLElement,
    private readonly change: Change,
  ) {}

  /** Draw the column for what the service answered under `state`. */
  show(state: State, entities: Entity[], edges: Edge[]): void {
    const types = tally(entities.map((item) => item.type));
    const facts = tally(edges.map((item) => item.factuality));
    const kinds = tally(edges.map((item) => item.type));
    if (!state.events.length) this.events.clear();
    if (!(state.after || state.before) || !this.periods.length) this.periods = periods(edges);
    for (const edge of edges) this.events.set(edge.type, { count: kinds.get(edge.type)!, kind: edge.kind });
    for (const type of state.events) if (!this.events.has(type)) this.events.set(type, { count: 0, kind: "event" });
    fill(
      this.box,
      this.group(
        "Actors",
        ENTITY_TYPES.map((type) =>
          this.row(typeSign(type), TYPE_PLURALS[type], types.get(type) ?? 0, state.types, type, (types) => ({ types })),
        ),
        state.types.length || state.named ? () => this.change({ types: [], named: false }) : null,
        this.only(state),
      ),
      this.group(
        "Claims",
        FACTUALITIES.map((fact) =>
          this.row(lineSign(fact), FACTUALITY_LABELS[fact].label, facts.get(fact) ?? 0, state.facts, fact, (facts) => ({ facts }), FACTUALITY_LABELS[fact].means),
        ),
        state.facts.length ? () => this.change({ facts: [] }) : null,
      ),
      this.eventRows(state),
      this.times(state),
      this.rest(state),
    );
  }

  private eventRows(state: State): HTMLElement {
    const order = [...this.events].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
    const few = this.allEvents ? order : order.filter(([type], at) => at < 8 || state.events.includes(type));
    const rows = few.map(([type, { count, kind }]) =>
      this.row(h("span", { class: `kind-sign ${kind}`, "aria-hidden": "true" }), heading(type), count, state.events, type, (events) => ({ events })),
    );
    const left = order.length - few.length;
    const toggle = (): void => {
      this.allEvents = !this.allEvents;
      this.change({});
    };
    const more = left > 0 || this.allEvents ? h("button", { class: "quiet", onclick: toggle }, left > 0 ? `${left} more` : "Fewer") : null;
    return this.group("Events and relations", [...rows, more], state.events.length ? () => this.change({ events: [] }) : null);
  }

  private times(state: State): HTMLElement {
    const field = (label: string, key: "after" | "before"): HTMLElement => {
      const set = (event: Event): void => this.change({ [key]: (event.target as HTMLInputElement).value });
      return h("label", { class: "field" }, h("span", {}, label), h("input", { type: "date", name: key, value: state[key], onchange: set }));
    };
    const clear = state.after || state.before ? () => this.change({ after: "", before: "" }) : null;
    const bars = histogram(this.periods, state.after, state.before, (after, before) => this.change({ after, before }));
    return this.group("Date", [bars, field("From", "after"), field("To", "before")], clear);
  }

  private rest(state: State): HTMLElement {
    const number = (label: string, key: "depth" | "minimum", low: number, high: number): HTMLElement => {
      const set = (event: Event): void => {
        const value = Number.parseInt((event.target as HTMLInputElement).value, 10);
        if (!Number.isNaN(value)) this.change({ [key]: Math.min(high, Math.max(low, value)) });
      };
      const input = h("input", { type: "number", name: key, min: low, max: high, value: String(state[key]), onchange: set });
      return h("label", { class: "field" }, h("span", {}, label), input);
    };
    const steps = state.focus && !state.to ? number("Steps from the actor", "depth", 1, 3) : null;
    return this.group("Extent", [steps, number("Least reports", "minimum", 1, 999)], null);
  }

  private only(state: State): HTMLElement {
    const flip = (): void => this.change({ named: !state.named });
    const input = h("input", { type: "checkbox", name: "named", checked: state.named, onchange: flip });
    return h("label", { class: "row", title: "hollow signs are actors that the texts do not name" }, input, h("span", { class: "name" }, "Named only"));
  }

  private group(title: string, rows: (HTMLElement | null)[], clear: (() => void) | null, last: HTMLElement | null = null): HTMLElement {
    const all = clear ? h("button", { class: "quiet", onclick: clear, "aria-label": `Show all: ${title}` }, "All") : null;
    return h("fieldset", {}, h("legend", {}, h("span", {}, title), all), rows, last);
  }

  private row(
    sign: Element,
    label: string,
    count: number,
    chosen: string[],
    value: string,
    part: (chosen: string[]) => Partial<State>,
    title?: string,
  ): HTMLElement {
    const on = chosen.includes(value);
    const flip = (): void => this.change(part(on ? chosen.filter((item) => item !== value) : [...chosen, value].sort()));
    return h(
      "label",
      { class: `row${chosen.length && !on ? " off" : ""}`, title },
      h("input", { type: "checkbox", checked: on, value, onchange: flip }),
      sign,
      h("span", { class: "name" }, label),
      h("span", { class: "count" }, count),
    );
  }
}

function tally(items: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
