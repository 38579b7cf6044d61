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
      const files = [main.fileName, ...main.imports, ...Object.keys(bundle).filter((name) => name.endsWith(".css"))];
      worker.code = worker.code.replace(/(["'`])__SHELL_FILES__\1/, JSON.stringify(files));
    },
  };
}

export default defineConfig({
  plugins: [svelte(), shellFiles()],
  resolve: { alias: { $calls: path("./generated"), $src: path("./src") } },
  build: {
    target: "es2022",
    // Never inline: the address's policy lets nothing inline run.
    assetsInlineLimit: 0,
    modulePreload: false,
    // The styles of all views are less than what loads them one by one.
    cssCodeSplit: false,
    rollupOptions: {
      input: { index: path("./index.html"), sw: path("./src/worker/worker.ts") },
      output: {
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
