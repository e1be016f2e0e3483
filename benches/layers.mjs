// The Engine's layers in WebAssembly: `node layers.mjs FOLDER MODELS TEXT LAYER...` prints the seconds of each run of each
// layer over the text, {"quantities": [0.1, 0.1]}. `cargo xtask bench` makes the module in FOLDER and calls it.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, models, file, ...layers] = process.argv.slice(2);
const { Bench, initSync } = await import(pathToFileURL(join(resolve(folder), "layers.js")));
initSync({ module: readFileSync(join(folder, "layers_bg.wasm")) });
const bench = new Bench(readFileSync(models), readFileSync(file, "utf8"));

const timed = (layer) => {
  const start = performance.now();
  bench.run(layer);
  return (performance.now() - start) / 1000;
};

const measured = (layer) => {
  const begun = performance.now();
  while (performance.now() - begun < 500) timed(layer); // The module is still being compiled for speed.
  const seconds = [];
  const start = performance.now();
  while (seconds.length < 5 || (performance.now() - start < 1500 && seconds.length < 100)) seconds.push(timed(layer));
  return seconds;
};

console.log(JSON.stringify(Object.fromEntries(layers.map((layer) => [layer, measured(layer)]))));
