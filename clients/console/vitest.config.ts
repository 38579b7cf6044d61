import { defineConfig, mergeConfig } from "vitest/config";
import console from "./vite.config.ts";

/** For what hangs: a busy machine may take long. */
const LIMIT_MS = 120_000;

export default mergeConfig(console, defineConfig({ test: {
  include: ["src/**/*.test.ts"], setupFiles: ["./vitest.setup.ts"], testTimeout: LIMIT_MS,
} }));
