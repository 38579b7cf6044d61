import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Tells the service worker which files the shell needs, and gives each build
 * another worker: its bytes change with any of theirs. */
function shellFiles(): Plugin {
  return {
    name: "shell-files",
    generateBundle(_options, bundle) {
      const worker = bundle["sw.js"];
      if (worker?.type !== "chunk") throw new Error("there is no service worker");
      const main = Object.values(bundle).find(
        (file) => file.type === "chunk" && file.isEntry && file.fileName !== "sw.js");
      if (main?.type !== "chunk") throw new Error("there is no entry");
      // A view's own files are kept when it was opened.
      const needed = new Set([main.fileName]);
      for (const name of needed) {
        const chunk = bundle[name];
        if (chunk?.type !== "chunk") continue;
        for (const other of [...chunk.imports, ...chunk.viteMetadata?.importedCss ?? []]) needed.add(other);
      }
      const files = [...needed];
      worker.code = worker.code.replace(/(["'`])__SHELL_FILES__\1/, JSON.stringify(files));
    },
  };
}

// Many small files compress worse than few: what every view begins with is one,
// and a clerk's screens are another. What is loaded later stays apart.
const EVERYBODYS = new RegExp(String.raw`/node_modules/(svelte|@bufbuild|@connectrpc|esm-env|clsx)/|/generated/rpc/|` +
  String.raw`/src/(storage|outbox|session|language)/|/src/names/(labels|resource|allocation|texts)|/src/rpc/(?!pages)|/src/desk/(?!sending|note|SentNotices|SentList|TakeBackButton)|/src/format/(day|number|age|as_of|link|quantity)\.|` +
  String.raw`/src/parts/(Notice|Loaded|Dialog|reading|said|NumberField|QuantityFields|SeenButton)\b`);
const CLERKS = /\/generated\/hospital\/|\/src\/screens\/hospital\/(?!(sheet|reports|shipments|arrivals|requests|warehouse|misfits|fixes)\/)/;

export default defineConfig({
  plugins: [svelte(), shellFiles()],
  resolve: { alias: { $calls: path("./generated"), $src: path("./src") } },
  build: {
    target: "es2022",
    // Never inline: the address's policy lets nothing inline run.
    assetsInlineLimit: 0,
    // What a file imports is asked for along with it: a round trip less each.
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: path("./index.html"), sw: path("./src/worker/worker.ts") },
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: "core", test: EVERYBODYS, priority: 2 }, { name: "clerk", test: CLERKS, priority: 1 }],
        },
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
