/** What the service answers, as the page uses it. */

/** An external identity of an entity. */
export interface Link {
  uri: string;
  label?: string;
  score?: number;
  target?: string;
  explanation?: Record<string, unknown>;
}

/** An actor, place or named event. */
export interface Entity {
  id: string;
  label: string;
  type: string;
  aliases?: string[];
  country?: string | null;
  sector?: string | null;
  named?: boolean;
  links?: (Link | string)[];
  documents?: number;
  degree?: number;
  relations?: Claim[];
}

/** A participant's words in a sentence: half-open code points of the document. */
export interface Highlight {
  start: number;
  end: number;
  role?: string | null;
  entity?: string | null;
}

/** Where an edge is said: a sentence of a document, with who says it and how surely. */
export interface Evidence {
  claim?: string;
  reports?: number;
  sources?: number;
  document: string;
  title?: string | null;
  source?: string | null;
  url?: string | null;
  date?: string | null;
  published?: string | null;
  sentence: string;
  sentence_start: number;
  highlights?: Highlight[];
  factuality?: string;
  attribution?: { id: string; label: string }[];
  type?: string;
}

/** One document's report of an event that several documents report. */
export interface Report {
  event: string;
  document: string;
  title: string | null;
  source: string | null;
  published: string | null;
  factuality: string;
  attribution: string[];
  figures: string[];
  sentence: string;
  sentence_start: number;
  reason: string;
}

/** Reports of one event. */
export interface Cluster {
  id: string;
  reports: Report[];
  documents: number;
  independent_sources: string[][];
  factualities: string[];
  figures_differ: boolean;
}

/** A relation of an entity to another, or to a title in words. */
export interface Claim {
  predicate: string;
  value?: string | null;
  object?: string | null;
  label?: string | null;
  current?: boolean | null;
  factuality?: string;
}

/** One way in which two actors are connected: a type of event or relation, with one factuality. */
export interface Edge {
  id: string;
  source: string;
  target: string;
  kind: string;
  type: string;
  factuality: string;
  weight: number;
  documents: number;
  first?: string | null;
  last?: string | null;
  evidence?: Evidence[];
}

/** A part of the actor network, and how much the limit left out. */
export interface Subgraph {
  nodes: Entity[];
  edges: Edge[];
  total: number;
  more: number;
}

/** A way between two actors. */
export interface Path {
  nodes: string[];
  /** The edges of every hop in turn. */
  hops: Edge[][];
}

/** A document as it is listed. */
export interface DocumentHead {
  id: string;
  title?: string | null;
  source?: string | null;
  published?: string | null;
  authors?: string[];
  url?: string | null;
  entities?: number;
  events?: number;
}

/** A span of a document's text to highlight. */
export interface TextSpan {
  start: number;
  end: number;
  kind: string;
  type?: string | null;
  entity?: string | null;
  event?: string | null;
  label?: string | null;
  factuality?: string | null;
}

/** A document with its text. */
export interface DocumentText extends DocumentHead {
  text: string;
  spans: TextSpan[];
}

/** A named query to start from. */
export interface NamedQuery {
  name: string;
  title?: string;
  description?: string;
  query: string;
}
