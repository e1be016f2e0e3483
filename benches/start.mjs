// How long the Engine takes to start with its model: `node start.mjs PACKAGE` prints seconds, from the call to an Engine that
// can annotate, files read and module compiled. One process starts once, so `cargo xtask bench` runs it several times.

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { Engine } = await import(pathToFileURL(join(resolve(process.argv[2]), "index.js")));
const begun = performance.now();
await Engine.load();
console.log((performance.now() - begun) / 1000);
