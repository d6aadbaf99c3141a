/** The keyboard: what each key does, in one table that the help shows as well. */

import { h } from "./dom";

/** What the keys may do. */
export interface Keys {
  search(): void;
  move(direction: "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown"): void;
  focus(): void;
  expand(): void;
  evidence(): void;
  table(): void;
  clear(): void;
  zoom(direction: number): void;
  help(): void;
}

const HELP: [string, string][] = [
  ["/", "search"],
  ["← ↑ → ↓", "go to a neighbour of the selected actor"],
  ["Enter", "put the selected actor in the middle"],
  ["x", "add the neighbours of the selected actor"],
  ["e", "read the evidence"],
  ["t", "network or table"],
  ["+ − 0", "zoom in, out, show all"],
  ["Esc", "clear the selection"],
  ["?", "this help"],
];

/** Listen on the page; keys typed into fields stay there. */
export function listen(keys: Keys, canvas: HTMLElement): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.closest("input, select, textarea, dialog")) return;
    const onCanvas = target === canvas || target === document.body;
    const actions: Record<string, () => void> = {
      "/": keys.search,
      Escape: keys.clear,
      e: keys.evidence,
      t: keys.table,
      x: keys.expand,
      "+": () => keys.zoom(1),
      "-": () => keys.zoom(-1),
      "0": () => keys.zoom(0),
      "?": keys.help,
    };
    if (onCanvas) {
      actions.Enter = keys.focus;
      for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const) actions[key] = () => keys.move(key);
    }
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

/** The help as a list. */
export function help(): HTMLElement {
  return h("dl", { class: "keys" }, HELP.flatMap(([key, does]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)]));
}
