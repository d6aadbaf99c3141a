/** The service's JSON, fetched. Every address is relative to this page's own origin. */

import type { Cluster, DocumentHead, DocumentText, Entity, NamedQuery, Path, Subgraph } from "./records";
import type { State } from "./state";

/** What went wrong, in the service's own words where it has some. */
export class ServiceError extends Error {}

type Parameters = Record<string, string | number | null | undefined | readonly string[]>;

async function get<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (Array.isArray(value)) for (const item of value) query.append(name, String(item));
    else if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  const address = query.size ? `${path}?${query}` : path;
  let reply: Response;
  try {
    reply = await fetch(address, { headers: { Accept: "application/json" }, signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ServiceError("The service does not answer. Is it still running?");
  }
  if (!reply.ok) throw new ServiceError(await problem(reply));
  return (await reply.json()) as T;
}

async function problem(reply: Response): Promise<string> {
  try {
    const body = (await reply.json()) as { title?: string; detail?: unknown };
    const detail = typeof body.detail === "string" ? body.detail : "";
    return [body.title, detail].filter(Boolean).join(": ") || `${reply.status} ${reply.statusText}`;
  } catch {
    return `${reply.status} ${reply.statusText}`;
  }
}

/** An identifier as one path segment. */
const segment = (id: string): string => encodeURIComponent(id);

function filters(state: State): Parameters {
  return {
    type: state.types,
    event_type: state.events,
    factuality: state.facts,
    after: state.after,
    before: state.before,
    min_weight: state.minimum > 1 ? state.minimum : null,
  };
}

/** Entities whose name or alias fits what was typed, best first. */
export async function search(text: string, signal?: AbortSignal): Promise<Entity[]> {
  return (await get<{ items: Entity[] }>("/entities", { q: text, limit: 12 }, signal)).items;
}

/** One entity with its links and positions. */
export function entity(id: string, signal?: AbortSignal): Promise<Entity> {
  return get(`/entities/${segment(id)}`, {}, signal);
}

/** The neighbours of an actor under the state's filters. */
export function neighbours(id: string, state: State, depth: number, signal?: AbortSignal): Promise<Subgraph> {
  const asked = { ...filters(state), depth, limit: state.limit };
  return get(`/entities/${segment(id)}/neighbours`, asked, signal);
}

/** The top of the whole network under the state's filters. */
export function network(state: State, signal?: AbortSignal): Promise<Subgraph> {
  return get("/network", { ...filters(state), by: state.by, limit: state.limit }, signal);
}

/** The reports of one event, with what joins them; null when one document alone reports it. */
export async function cluster(event: string, signal?: AbortSignal): Promise<Cluster | null> {
  return (await get<{ items: Cluster[] }>("/event-clusters", { event }, signal)).items[0] ?? null;
}

/** The shortest paths between two actors, with all the nodes that lie on them. */
export function paths(from: string, to: string, signal?: AbortSignal): Promise<{ nodes: Entity[]; paths: Path[] }> {
  return get("/paths", { from, to, k: 3 }, signal);
}

/** The documents, newest first. */
export function documents(offset: number, signal?: AbortSignal): Promise<{ items: DocumentHead[]; total: number }> {
  return get("/documents", { offset, limit: 100 }, signal);
}

/** A document with its text and the spans to highlight. */
export function documentText(id: string, signal?: AbortSignal): Promise<DocumentText> {
  return get(`/documents/${segment(id)}`, {}, signal);
}

/** The named queries. */
export async function queries(): Promise<NamedQuery[]> {
  return (await get<{ items: NamedQuery[] }>("/queries")).items;
}
