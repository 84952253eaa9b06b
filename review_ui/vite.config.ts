import { defineConfig } from "vite";

export default defineConfig({
  base: "/",
  // Customs networks are closed and the page runs under default-src 'self': no data: addresses.
  build: { outDir: "dist", emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  worker: { format: "es" },
  server: {
    proxy: { "/api": process.env["CARGOLENS_URL"] ?? "http://127.0.0.1:8000" },
  },
});
