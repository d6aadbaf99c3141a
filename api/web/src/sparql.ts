/** The page at `/sparql`: an editor on this service's own endpoint, with the named queries to start from. */

import "@zazuko/yasgui/build/yasgui.min.css";
import "./styles/sparql.css";

import Yasgui from "@zazuko/yasgui";

import { byId, fill, h } from "./dom";
import type { NamedQuery } from "./records";
import { queries } from "./service";
import { theme } from "./theme";

const FIRST = `PREFIX ag: <https://w3id.org/actorgraph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT DISTINCT ?type (COUNT(DISTINCT ?thing) AS ?count)
WHERE { ?thing a ?type }
GROUP BY ?type
ORDER BY DESC(?count)
LIMIT 50
`;

function editor(): Yasgui {
  const endpoint = new URL("/sparql", location.href).href;
  // The other completers ask a server elsewhere for classes and properties.
  Yasgui.Yasqe.defaults.autocompleters = ["prefixes", "variables"];
  Yasgui.Yasqe.defaults.value = FIRST;
  simpleTables();
  const yasgui = new Yasgui(byId("editor"), {
    requestConfig: { endpoint, method: "POST", acceptHeaderSelect: "application/sparql-results+json" },
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    persistenceId: "actorgraph",
    populateFromUrl: true,
    yasqe: { createShareableLink: undefined },
  } as unknown as ConstructorParameters<typeof Yasgui>[1]);
  // A tab that was kept from another address of the service would ask that one.
  for (const tab of Object.values(yasgui._tabs)) tab.setEndpoint(endpoint);
  return yasgui;
}

/** Show values without their datatypes until the reader wants them ("Simple view" off). */
function simpleTables(): void {
  const table = (Yasgui.Yasr.plugins.table as unknown as { prototype: { draw(kept: object): void } }).prototype;
  const draw = table.draw;
  table.draw = function (kept: object): void {
    draw.call(this, { compact: true, ...kept });
  };
}

function title(item: NamedQuery): string {
  return item.title || item.name.replaceAll(/[-_]/g, " ");
}

async function start(): Promise<void> {
  theme(byId("theme"));
  const yasgui = editor();
  const list = byId("examples");
  try {
    const items = await queries();
    const open = (item: NamedQuery): void => {
      const tab = yasgui.getTab();
      tab?.setQuery(item.query);
      tab?.setName(title(item));
    };
    fill(
      list,
      items.map((item) =>
        h("li", {}, h("button", { onclick: () => open(item) }, h("strong", {}, title(item)), item.description ? h("span", {}, item.description) : null)),
      ),
    );
  } catch (error) {
    fill(list, h("li", { class: "hint" }, (error as Error).message));
  }
}

void start();
