/** Light or dark: the system's choice until the reader makes another, which is kept. */

const KEY = "actorgraph-theme";

/** Apply the kept theme, and let `button` change it; `changed` is called after every change. */
export function theme(button: HTMLElement, changed: () => void = () => undefined): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept = (): string | null => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const apply = (): void => {
    const name = kept() ?? (dark.matches ? "dark" : "light");
    document.documentElement.dataset.theme = name;
    button.setAttribute("aria-pressed", String(name === "dark"));
    changed();
  };
  button.addEventListener("click", () => {
    const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    try {
      localStorage.setItem(KEY, next);
    } catch {
      document.documentElement.dataset.theme = next;
    }
    apply();
  });
  dark.addEventListener("change", apply);
  apply();
}
