/** The page at `/overview`: every route of the service, from its own OpenAPI description. */

import "./styles/overview.css";

import { byId, fill, h } from "./dom";
import { theme } from "./theme";

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: { type?: string; default?: unknown; enum?: unknown[]; example?: unknown; examples?: unknown[] };
  example?: unknown;
}

interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  responses?: Record<string, { description?: string; content?: Record<string, unknown> }>;
  security?: unknown[];
}

interface OpenApi {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
}

const METHODS = ["get", "post", "put", "patch", "delete"];

function route(path: string, method: string, operation: Operation): HTMLElement {
  const given = operation.parameters ?? [];
  const simple = method === "get" && !given.some((item) => item.required && item.in === "path");
  const [first, ...more] = (operation.description ?? "").split(/\n\s*\n/).filter(Boolean);
  const kinds = [...new Set(Object.entries(operation.responses ?? {}).filter(([code]) => code.startsWith("2")).flatMap(([, reply]) => Object.keys(reply.content ?? {})))];
  return h(
    "details",
    { class: "route" },
    h("summary", {}, h("span", { class: `method ${method}` }, method.toUpperCase()), h("code", {}, path), h("span", { class: "sub" }, first ?? operation.summary ?? "")),
    more.map((part) => h("p", {}, part)),
    given.length ? parameters(given) : null,
    kinds.length ? h("p", { class: "sub" }, "Answers ", kinds.join(", ")) : null,
    simple ? h("p", {}, h("a", { href: path }, "Open it here")) : null,
    h("pre", {}, `curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}'${location.origin}${path}'`),
  );
}

function parameters(given: Parameter[]): HTMLElement {
  const rows = given.map((item) => {
    const usual = item.schema?.default;
    const type = item.schema?.enum ? item.schema.enum.join(" | ") : (item.schema?.type ?? "");
    return h(
      "tr",
      {},
      h("td", {}, h("code", {}, item.name), item.required ? " (required)" : ""),
      h("td", {}, item.in),
      h("td", {}, type, usual === undefined || usual === null ? "" : ` = ${JSON.stringify(usual)}`),
      h("td", {}, item.description ?? ""),
    );
  });
  return h("table", {}, h("thead", {}, h("tr", {}, ["Parameter", "In", "Type", "Meaning"].map((name) => h("th", { scope: "col" }, name)))), h("tbody", {}, rows));
}

async function start(): Promise<void> {
  theme(byId("theme"));
  const box = byId("overview");
  try {
    const reply = await fetch("/openapi.json");
    if (!reply.ok) throw new Error(`${reply.status} ${reply.statusText}`);
    const api = (await reply.json()) as OpenApi;
    const groups = new Map<string, HTMLElement[]>();
    for (const [path, operations] of Object.entries(api.paths)) {
      for (const method of METHODS) {
        const operation = operations[method];
        if (!operation) continue;
        const group = operation.tags?.[0] ?? "service";
        groups.set(group, [...(groups.get(group) ?? []), route(path, method, operation)]);
      }
    }
    fill(
      box,
      h("h2", {}, `${api.info.title} ${api.info.version}`),
      (api.info.description ?? "").split(/\n\s*\n/).filter(Boolean).map((part) => h("p", { class: "sub" }, part)),
      h("p", {}, "The whole description for programs: ", h("a", { href: "/openapi.json" }, "openapi.json")),
      [...groups].flatMap(([name, routes]) => [h("h3", {}, name === "sparql" ? "SPARQL" : name.charAt(0).toUpperCase() + name.slice(1)), ...routes]),
    );
  } catch (error) {
    fill(box, h("p", { class: "error", role: "alert" }, `The description of the service cannot be read: ${(error as Error).message}`));
  }
}

void start();
