import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin, type Rolldown } from "vite";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** What is loaded to show a chunk: it, all that it imports, and their styles. */
function filesOf(bundle: Rolldown.OutputBundle, main: string): string[] {
  const needed = new Set([main]);
  for (const name of needed) {
    const chunk = bundle[name];
    if (chunk?.type !== "chunk") continue;
    for (const other of [...chunk.imports, ...chunk.viteMetadata?.importedCss ?? []]) needed.add(other);
  }
  return [...needed];
}

/** The frame and what it is made of, which whoever arrives asks for by name. */
function shellOf(bundle: Rolldown.OutputBundle): string[] {
  const frame = Object.values(bundle).find((file) => file.type === "chunk" && file.facadeModuleId === path("./src/main.ts"));
  if (!frame) throw new Error("there is no frame");
  return filesOf(bundle, frame.fileName);
}

/** Tells the service worker which files the shell needs, and gives each build
 * another worker: its bytes change with any of theirs. Tells the page too, so that
 * it asks for all of them at once. */
function shellFiles(): Plugin {
  return {
    name: "shell-files",
    generateBundle(_options, bundle) {
      const worker = bundle["sw.js"];
      if (worker?.type !== "chunk") throw new Error("there is no service worker");
      const entry = Object.values(bundle).find(
        (file) => file.type === "chunk" && file.isEntry && file.fileName !== "sw.js");
      if (!entry) throw new Error("there is no entry");
      const files = [...new Set([...filesOf(bundle, entry.fileName), ...shellOf(bundle)])];
      worker.code = worker.code.replace(/(["'`])__SHELL_FILES__\1/, JSON.stringify(files));
    },
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle }) => shellOf(bundle!).filter((file) => !html.includes(file)).map((file) => ({
        tag: "link", injectTo: "head",
        attrs: file.endsWith(".css") ? { rel: "stylesheet", crossorigin: true, href: `/${file}` }
          : { rel: "modulepreload", crossorigin: true, href: `/${file}` },
      })),
    },
  };
}

// Many small files compress worse than few: what every view begins with is one,
// and a clerk's screens are another. What is loaded later stays apart, and so does
// the view itself, which is asked for by name; what comes before all else stays
// with its entry.
const EVERYBODYS = new RegExp(String.raw`/node_modules/(svelte|@bufbuild|@connectrpc|esm-env|clsx)/|/generated/rpc/|` +
  String.raw`/src/(storage|outbox)/|/src/(session|language)/.*svelte|/src/language/shell|/src/names/(labels|resource|allocation|texts)|/src/rpc/(?!pages|again)|` +
  String.raw`/src/desk/(?!views|sending|note|SentNotices|TakeBackButton)|/src/format/(day|number|age|as_of|quantity)\.|` +
  String.raw`/src/parts/(Notice|Loaded|Dialog|reading|said|NumberField|QuantityFields|SeenButton|PutAwayButton)\b`);
const CLERKS = /\/generated\/hospital\/|\/src\/screens\/hospital\/(?!(Hospital|sheet|reports|shipments|arrivals|requests|warehouse|misfits|fixes)\b)/;

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
