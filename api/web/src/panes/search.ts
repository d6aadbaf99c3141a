/** A search box with suggestions, after the ARIA combobox pattern. */

import { fill, h } from "../dom";
import type { Entity } from "../records";
import { search } from "../service";
import { typeSign, words } from "../vocabulary";

/** Turn `input` into a combobox whose suggestions are entities; `choose` is called with the chosen one. */
export function combobox(input: HTMLInputElement, list: HTMLElement, choose: (entity: Entity) => void): void {
  let found: Entity[] = [];
  let active = -1;
  let asked: AbortController | null = null;
  let timer = 0;

  const close = (): void => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (index: number): void => {
    const entity = found[index];
    if (!entity) return;
    input.value = "";
    close();
    choose(entity);
  };
  const mark = (index: number): void => {
    active = found.length ? (index + found.length) % found.length : -1;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    const item = list.children[active];
    if (item) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    }
  };
  const show = (text: string): void => {
    const rows = found.map((entity, index) => row(entity, text, `${list.id}-${index}`, () => take(index)));
    if (rows.length) fill(list, rows);
    else fill(list, h("li", { class: "none", role: "presentation" }, `No actor called “${text}”`));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(0);
  };
  const ask = async (): Promise<void> => {
    const text = input.value.trim();
    asked?.abort();
    if (!text) {
      found = [];
      close();
      return;
    }
    const mine = (asked = new AbortController());
    try {
      const items = await search(text, mine.signal);
      if (mine.signal.aborted) return;
      found = items;
      show(text);
    } catch (error) {
      if (mine.signal.aborted) return;
      found = [];
      fill(list, h("li", { class: "none", role: "presentation" }, String((error as Error).message)));
      list.hidden = false;
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), 120);
  });
  input.addEventListener("focus", () => input.value.trim() && void ask());
  input.addEventListener("blur", () => window.setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Enter") take(active);
    else if (event.key === "Escape") {
      if (list.hidden) input.blur();
      close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function row(entity: Entity, typed: string, id: string, take: () => void): HTMLElement {
  const fits = (name: string): boolean => name.toLowerCase().includes(typed.toLowerCase());
  const alias = fits(entity.label) ? null : (entity.aliases ?? []).find(fits);
  const many = entity.documents ?? 0;
  return h(
    "li",
    // The box loses the focus on a press, and with it the list: choose before that.
    { id, role: "option", "aria-selected": "false", onmousedown: (event: Event) => (event.preventDefault(), take()) },
    typeSign(entity.type, entity.named !== false),
    h("span", { class: "name" }, marked(entity.label, typed)),
    alias ? h("span", { class: "alias" }, alias) : null,
    h("span", { class: "kind" }, words(entity.type)),
    many ? h("span", { class: "count", title: "documents" }, many) : null,
  );
}

function marked(name: string, typed: string): (Node | string)[] {
  const at = name.toLowerCase().indexOf(typed.toLowerCase());
  if (at < 0) return [name];
  const end = at + typed.length;
  return [name.slice(0, at), h("mark", {}, name.slice(at, end)), name.slice(end)];
}
