/** Reports over time: a bar for every month, or every year where there are many; a press on a bar chooses it. */

import { h } from "../dom";
import type { Edge } from "../records";
import { when } from "./evidence";

const MOST = 36;

/** Counts of reports by period (`2022-11`, or `2022`), without gaps, oldest first. */
export function periods(edges: Edge[]): [string, number][] {
  const days = edges.flatMap((edge) => (edge.evidence ?? []).map((item) => item.date || item.published || ""));
  const months = days.map((day) => day.slice(0, 7)).filter((month) => /^\d{4}-(0[1-9]|1[0-2])$/.test(month)).sort();
  if (!months.length) return [];
  const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const [first, last] = [number(months[0]!), number(months.at(-1)!)];
  const byYear = last - first >= MOST;
  const counts = new Map<string, number>();
  for (let at = first; at <= last; at++) {
    const year = String(Math.floor(at / 12)).padStart(4, "0");
    counts.set(byYear ? year : `${year}-${String((at % 12) + 1).padStart(2, "0")}`, 0);
  }
  for (const month of months) {
    const key = byYear ? month.slice(0, 4) : month;
    counts.set(key, counts.get(key)! + 1);
  }
  return [...counts].slice(-120);
}

/** First and last day of a period. */
export function bounds(period: string): [string, string] {
  if (period.length === 4) return [`${period}-01-01`, `${period}-12-31`];
  const [year, month] = [Number(period.slice(0, 4)), Number(period.slice(5))];
  return [`${period}-01`, `${period}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`];
}

/** The bars; `choose` is called with the bounds of a pressed one, or with nothing when it was chosen already. */
export function histogram(counts: [string, number][], after: string, before: string, choose: (after: string, before: string) => void): HTMLElement | null {
  if (counts.length < 2) return null;
  const most = Math.max(...counts.map(([, count]) => count));
  const bars = counts.map(([period, count]) => {
    const [from, to] = bounds(period);
    const outside = (after && to < after) || (before && from > before);
    const on = after === from && before === to;
    const label = `${when(period)}: ${count} ${count === 1 ? "report" : "reports"}`;
    const press = (): void => choose(on ? "" : from, on ? "" : to);
    const bar = h("span", {});
    bar.style.height = `${count ? Math.max(6, (100 * count) / most) : 0}%`;
    return h("button", { class: outside ? "outside" : null, "aria-pressed": String(on), "aria-label": label, title: label, onclick: press }, bar);
  });
  const ends = h("p", { class: "ends-of-time" }, h("span", {}, when(counts[0]![0])), h("span", {}, when(counts.at(-1)![0])));
  return h("div", { role: "group", "aria-label": "Reports over time" }, h("div", { class: "bars" }, bars), ends);
}
