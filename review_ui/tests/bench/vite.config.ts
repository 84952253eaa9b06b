import { defineConfig } from "vite";

// The viewer alone, for tests that need its pixels; never part of the shipped page.
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  build: { outDir: "dist", emptyOutDir: true, assetsInlineLimit: 0, target: "es2022" },
  worker: { format: "es" },
});
