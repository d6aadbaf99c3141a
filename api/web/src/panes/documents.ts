/** The list of documents, and one document with what was found in it. */

import { fill, h, safeUrl } from "../dom";
import type { DocumentHead, DocumentText, TextSpan } from "../records";
import { CodePoints, stretches } from "../text";
import { entityType, factuality, heading, typeSign } from "../vocabulary";
import { badge, when } from "./evidence";

/** The list of documents, with a button for the next ones. */
export function documentList(box: HTMLElement, items: DocumentHead[], total: number, open: (id: string) => void, more: () => void): void {
  const line = (item: DocumentHead): HTMLElement =>
    h(
      "li",
      {},
      h("button", { class: "link", onclick: () => open(item.id) }, item.title || item.id),
      h("span", { class: "sub" }, about(item)),
    );
  fill(
    box,
    h("h2", {}, "Documents ", h("span", { class: "count" }, total)),
    items.length ? h("ul", { class: "documents" }, items.map(line)) : h("p", { class: "hint" }, "Nothing was read yet."),
    items.length < total ? h("button", { onclick: more }, `Show ${Math.min(100, total - items.length)} more`) : null,
  );
}

/** One document: its text with actors underlined by type and event words in bold, and the claims beside it. */
export function documentPage(box: HTMLElement, item: DocumentText, at: number | null, wishes: { actor(id: string): void; list(): void }): void {
  const url = safeUrl(item.url);
  const points = new CodePoints(item.text);
  const events = item.spans.filter((span) => span.kind === "event" || span.kind === "trigger");
  const show = (span: TextSpan): void => flash(box, span.start);
  const claims = events.map((span) =>
    h(
      "li",
      {},
      h("button", { onclick: () => show(span) }, badge(span.factuality ?? "asserted"), h("strong", {}, heading(span.type ?? span.label ?? "event")), h("span", {}, points.slice(span.start, span.end))),
    ),
  );
  fill(
    box,
    h(
      "div",
      { class: "reader" },
      h(
        "article",
        {},
        h("button", { class: "quiet", onclick: () => wishes.list() }, "All documents"),
        h("h2", {}, item.title || "Untitled document"),
        h("p", { class: "sub" }, about(item), url ? h("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, "Original") : null),
        typeLegend(),
        text(item, wishes.actor),
      ),
      h("aside", { "aria-label": "Claims in this document" }, h("h3", {}, "Claims ", h("span", { class: "count" }, claims.length)), h("ul", { class: "claims" }, claims)),
    ),
  );
  if (at !== null) flash(box, at);
}

function about(item: DocumentHead): string {
  const many = (count: number | undefined, name: string): string | null => (count === undefined ? null : `${count} ${name}`);
  return [item.source, when(item.published), (item.authors ?? []).join(", "), many(item.entities, "actors"), many(item.events, "events")].filter(Boolean).join(" · ");
}

function text(item: DocumentText, actor: (id: string) => void): HTMLElement {
  const box = h("div", { class: "text" });
  for (const { text: piece, start, spans } of stretches(item.text, item.spans)) {
    const entity = spans.filter((span) => span.entity && span.kind !== "event").at(-1);
    const event = spans.filter((span) => span.kind === "event" || span.kind === "trigger").at(-1);
    if (!entity && !event) {
      box.append(h("span", { "data-start": start }, piece));
      continue;
    }
    const look = [entity ? `type-${entityType(entity.type ?? "").toLowerCase()}` : "", event ? `trigger fact-${factuality(event.factuality ?? "asserted")}` : ""];
    const title = [entity?.label, event ? `${heading(event.type ?? "event")}, ${event.factuality ?? "asserted"}` : null].filter(Boolean).join(" · ");
    const open = entity?.entity ? () => actor(entity.entity!) : null;
    box.append(
      open
        ? h("mark", { class: look.join(" "), title, "data-start": start, role: "link", tabindex: "0", onclick: open, onkeydown: (key: KeyboardEvent) => key.key === "Enter" && open() }, piece)
        : h("mark", { class: look.join(" "), title, "data-start": start }, piece),
    );
  }
  return box;
}

/** Bring the words at this offset into view and let them stand out. */
function flash(box: HTMLElement, at: number): void {
  box.querySelectorAll(".found").forEach((item) => item.classList.remove("found"));
  const pieces = [...box.querySelectorAll<HTMLElement>("[data-start]")];
  const piece = pieces.filter((item) => Number(item.dataset.start) <= at).at(-1);
  piece?.classList.add("found");
  piece?.scrollIntoView({ block: "center" });
}

/** The signs of the types, above a text. */
function typeLegend(): HTMLElement {
  return h("p", { class: "legend" }, ["Person", "Organization", "Location", "Event"].flatMap((type) => [typeSign(type), `${type} `]));
}
