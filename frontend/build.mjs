// Builds the styles and scripts of all rooms into savienojums/core/static/built/, compressed and named by their content.
import { existsSync, globSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const rooms = resolve(here, "../savienojums");
const target = join(rooms, "core/static/built");

// Lower rooms first, so that within a layer a higher room may have the last word.
const order = ["core", "journal", "accounts", "network", "support", "events", "voices", "front"];
const roomOf = (file) => order.indexOf(relative(rooms, file).split("/")[0]);

// A large room whose styles its own pages take besides those of all; every other room's come with every page.
const apart = ["events", "voices"];

function styles(only) {
  const core = ["tokens", "reset", "base", "layout", "prose", "shell", "print"];
  const common = [
    ...core.map((name) => join(rooms, `core/static/core/${name}.css`)),
    ...globSync(join(rooms, "core/components/*/*.css")).sort(),
  ];
  const files = [
    ...(only ? [] : common),
    ...globSync(join(rooms, "*/static/*/*.css"))
      .filter((file) => !file.includes("/core/static/"))
      .filter((file) => (only ? [only] : order.filter((room) => !apart.includes(room))).includes(order[roomOf(file)]))
      .sort((one, other) => roomOf(one) - roomOf(other) || one.localeCompare(other)),
  ].filter((file) => existsSync(file));
  const layers = "@layer reset, tokens, base, components, rooms, utilities;\n";
  return layers + files.map((file) => `@import ${JSON.stringify(file)};`).join("\n");
}

const ours = {
  name: "savienojums",
  setup(builder) {
    // The styles of all rooms as one file, and one more for each room apart.
    builder.onResolve({ filter: /^styles:/ }, ({ path }) => ({ path, namespace: "styles" }));
    builder.onLoad({ filter: /.*/, namespace: "styles" }, ({ path }) => ({
      contents: styles(path === "styles:all" ? "" : path.slice("styles:".length)),
      loader: "css",
      resolveDir: here,
    }));
    // `import address from "url:package/file.mjs"` copies a file as it is and gives its address.
    builder.onResolve({ filter: /^url:/ }, async ({ path, resolveDir, kind }) => {
      const found = await builder.resolve(path.slice(4), { resolveDir, kind });
      return { path: found.path, namespace: "url", errors: found.errors };
    });
    builder.onLoad({ filter: /.*/, namespace: "url" }, async ({ path }) => {
      const { readFile } = await import("node:fs/promises");
      return { contents: await readFile(path), loader: "file" };
    });
  },
};

const result = await build({
  absWorkingDir: here,
  entryPoints: [
    { in: "styles:all", out: "app" },
    ...apart.map((room) => ({ in: `styles:${room}`, out: room })),
    ...globSync(join(here, "src/*.ts"))
      .filter((file) => !file.endsWith(".test.ts"))
      .map((file) => ({ in: file, out: basename(file, ".ts") })),
  ],
  outdir: target,
  publicPath: "/static/",
  bundle: true,
  minify: true,
  format: "esm",
  splitting: true,
  write: false,
  metafile: true,
  charset: "utf8",
  legalComments: "none",
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  entryNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "file", ".png": "file" },
  plugins: [ours],
  logLevel: "warning",
});

mkdirSync(target, { recursive: true });
for (const { path, contents } of result.outputFiles) {
  const name = basename(path);
  const text = !/\.(woff2|png)$/.test(name);
  // The name tells the content, so a file that is there is right; compressing is the slow part.
  if (existsSync(join(target, name)) && (!text || existsSync(join(target, `${name}.br`)))) continue;
  writeFileSync(join(target, name), contents);
  if (text) {
    writeFileSync(join(target, `${name}.gz`), gzipSync(contents, { level: 9 }));
    writeFileSync(join(target, `${name}.br`), brotliCompressSync(contents));
  }
}

const manifest = {};
for (const path of Object.keys(result.metafile.outputs)) {
  const name = basename(path);
  const plain = name.replace(/-[0-9A-Z]{8}(\.[a-z0-9]+)$/, "$1");
  manifest[plain.startsWith("part.") ? name : plain] = name;
}
const draft = join(target, `manifest.${process.pid}`);
writeFileSync(draft, JSON.stringify(manifest, Object.keys(manifest).sort(), 1));
renameSync(draft, join(target, "manifest.json"));
