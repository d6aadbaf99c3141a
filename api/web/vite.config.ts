import { resolve } from "node:path";
import { defineConfig } from "vite";

const root = import.meta.dirname;

// The service mounts the built files at /static/ and serves the three HTML files itself.
export default defineConfig({
  root,
  base: "/static/",
  publicDir: false,
  worker: { format: "es" },
  build: {
    outDir: process.env.ACTORGRAPH_STATIC ?? resolve(root, "../static"),
    emptyOutDir: true,
    target: "es2022",
    // An inlined asset would be a data: address, which the policy of the page forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      input: {
        index: resolve(root, "index.html"),
        sparql: resolve(root, "sparql.html"),
        overview: resolve(root, "overview.html"),
      },
    },
  },
  server: { proxy: Object.fromEntries(
    ["/entities", "/paths", "/network", "/events", "/documents", "/export", "/queries", "/stats", "/openapi.json"].map(
      (path) => [path, "http://127.0.0.1:8000"],
    ),
  ) },
});
