/** How types and claims look: one colour and one shape per type, one colour and one dash per factuality. */

import { svg } from "./dom";

export const ENTITY_TYPES = ["Person", "Organization", "Location", "Event"] as const;
export const FACTUALITIES = ["asserted", "planned", "possible", "negated"] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];
export type Factuality = (typeof FACTUALITIES)[number];

/** Number of each shape in the node shader. */
export const SHAPES: Record<EntityType, number> = { Person: 0, Organization: 1, Location: 2, Event: 3 };

/** Dash patterns in pixels: on, off, on, off; all zeros draw a solid line. */
export const DASHES: Record<Factuality, [number, number, number, number]> = {
  asserted: [0, 0, 0, 0],
  planned: [9, 5, 9, 5],
  possible: [2, 4, 2, 4],
  negated: [10, 4, 2, 4],
};

export const FACTUALITY_LABELS: Record<Factuality, { label: string; sign: string; means: string }> = {
  asserted: { label: "Asserted", sign: "✓", means: "the text, or who it quotes, says that it is so" },
  planned: { label: "Planned", sign: "→", means: "announced, intended or scheduled; not yet so" },
  possible: { label: "Possible", sign: "?", means: "feared, expected, alleged or doubtful" },
  negated: { label: "Denied", sign: "✕", means: "the text says that it is not so, or denies it" },
};

export const TYPE_PLURALS: Record<EntityType, string> = {
  Person: "Persons",
  Organization: "Organizations",
  Location: "Locations",
  Event: "Named events",
};

/** Return `type` when it is one of the known ones; what a newer service adds is drawn as an organization. */
export function entityType(type: string): EntityType {
  return (ENTITY_TYPES as readonly string[]).includes(type) ? (type as EntityType) : "Organization";
}

/** Return `value` when it is one of the known ones, else `possible`, which claims least. */
export function factuality(value: string): Factuality {
  return (FACTUALITIES as readonly string[]).includes(value) ? (value as Factuality) : "possible";
}

/** `PRODUCT_LAUNCH` and `memberOf` as words: "product launch", "member of". */
export function words(name: string): string {
  const local = name.split(/[#/]/).pop() ?? name;
  if (/^[A-Z0-9_]+$/.test(local)) return local.replaceAll("_", " ").toLowerCase();
  return local.replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll("_", " ").toLowerCase();
}

/** Words with a capital, for headings. */
export function heading(name: string): string {
  const text = words(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The small drawing of a type's shape, as in the network. */
export function typeSign(type: string, named = true): SVGElement {
  const known = entityType(type);
  const shape = {
    Person: () => svg("circle", { cx: 7, cy: 7, r: 5 }),
    Organization: () => svg("rect", { x: 2.5, y: 2.5, width: 9, height: 9 }),
    Location: () => svg("path", { d: "M7 .9 13.1 7 7 13.1.9 7Z" }),
    Event: () => svg("path", { d: "M7 1.2 13.2 12H.8Z" }),
  }[known]();
  shape.setAttribute("class", named ? "solid" : "hollow");
  return svg("svg", { class: `sign type-${known.toLowerCase()}`, viewBox: "0 0 14 14", "aria-hidden": "true" }, shape);
}

/** The small drawing of a factuality's line, as in the network. */
export function lineSign(value: Factuality): SVGElement {
  const dash = DASHES[value];
  const line = svg("line", { x1: 0, y1: 4, x2: 30, y2: 4, "stroke-dasharray": dash[0] ? dash.join(" ") : null });
  return svg("svg", { class: `line fact-${value}`, viewBox: "0 0 30 8", "aria-hidden": "true" }, line);
}

/** Colours of the canvas, read from the style sheet so that both themes have one home. */
export interface Palette {
  background: string;
  text: string;
  muted: string;
  accent: string;
  types: Record<EntityType, string>;
  claims: Record<Factuality, string>;
}

/** Read the palette of the theme that holds now. */
export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    background: read("--canvas"),
    text: read("--text"),
    muted: read("--muted"),
    accent: read("--accent"),
    types: {
      Person: read("--person"),
      Organization: read("--organization"),
      Location: read("--location"),
      Event: read("--event"),
    },
    claims: {
      asserted: read("--asserted"),
      planned: read("--planned"),
      possible: read("--possible"),
      negated: read("--negated"),
    },
  };
}
