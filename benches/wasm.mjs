// The Engine in WebAssembly: `node wasm.mjs PACKAGE TEXT` prints how long each run over the text took, in seconds, and how
// much memory the module holds afterwards, in bytes. `cargo xtask bench` calls it; the package is that of
// `cargo xtask build npm`. Handing the result over to JavaScript is part of the time, as it is for every user.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const module = (name) => import(pathToFileURL(join(resolve(folder), name)));
const { Engine } = await module("index.js");
const text = readFileSync(file, "utf8");
const engine = await Engine.load();

const run = () => {
  const start = performance.now();
  engine.annotate(text, "utf16");
  return (performance.now() - start) / 1000;
};

run(); // The first run warms up: the module is still being compiled for speed.
const seconds = [];
const start = performance.now();
while (seconds.length < 5 || (performance.now() - start < 1500 && seconds.length < 100)) seconds.push(run());

const { default: init } = await module("postil.js");
const { memory } = await init(); // Already there, so this only gives its exports.
console.log(JSON.stringify({ seconds, memory: memory.buffer.byteLength }));
