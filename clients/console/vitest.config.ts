import { defineConfig, mergeConfig } from "vitest/config";
import console from "./vite.config.ts";

export default mergeConfig(console, defineConfig({ test: { include: ["src/**/*.test.ts"], setupFiles: ["./vitest.setup.ts"] } }));
