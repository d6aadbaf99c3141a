/** Fetches what a state needs. */

import { Content } from "./network/model";
import * as service from "./service";
import type { State } from "./state";

/** What was fetched for a state. */
export interface Loaded {
  content: Content;
  /** How many actors the limit left out. */
  more: number;
  total: number;
  /** Actors that stay visible whatever the filters say. */
  keep: Set<string>;
  /** Nodes on paths, in order, one list per path. */
  routes: string[][];
}

/** The part of the state that the service is asked for; when it does not change, nothing is fetched. */
export function question(state: State): string {
  const { focus, to, expanded, depth, limit, by, types, events, facts, after, before, minimum, named } = state;
  return JSON.stringify(to ? [focus, to, expanded, named] : [focus, expanded, depth, limit, by, types, events, facts, after, before, minimum, named]);
}

/** Ask the service for what `state` shows; raise `ServiceError` when it has none. */
export async function load(state: State, signal: AbortSignal): Promise<Loaded> {
  const content = new Content();
  const keep = new Set<string>();
  const loaded: Loaded = { content, more: 0, total: 0, keep, routes: [] };
  if (!state.focus) {
    const part = await service.network(state, signal);
    content.add(part);
    Object.assign(loaded, { more: part.more, total: part.total });
  } else if (state.to) {
    const reply = await service.paths(state.focus, state.to, signal);
    const edges = reply.paths.flatMap((path) => path.hops.flat());
    content.add({ nodes: reply.nodes, edges });
    loaded.routes = reply.paths.map((path) => path.nodes);
    loaded.total = content.entities.size;
    const ends = [state.focus, state.to].filter((id) => !content.entities.has(id));
    for (const end of await Promise.all(ends.map((id) => service.entity(id, signal)))) content.add({ nodes: [end], edges: [] });
    for (const id of [state.focus, state.to]) keep.add(id);
  } else {
    const [centre, part] = await Promise.all([
      service.entity(state.focus, signal),
      service.neighbours(state.focus, state, state.depth, signal),
    ]);
    content.add(part);
    content.add({ nodes: [centre], edges: [] });
    keep.add(state.focus);
    Object.assign(loaded, { more: part.more, total: part.total });
  }
  for (const part of await Promise.all(state.expanded.map((id) => service.neighbours(id, state, 1, signal)))) content.add(part);
  for (const id of state.expanded) if (content.entities.has(id)) keep.add(id);
  return loaded;
}
