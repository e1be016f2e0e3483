// The package's door: loads the compiled engine once, wherever it runs, then makes Engines.
import { Engine as Compiled, initSync } from "./postil.js";

const beside = (name) => new URL(name, import.meta.url);
const files = { module: beside("./postil_bg.wasm"), model: beside("./english.bin") };
let ready;

// Node.js does not fetch files.
async function read(url) {
  if (url.protocol === "file:") return (await import("node:fs/promises")).readFile(url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

// The generated asynchronous start asks for `Response`, which Node.js loads its whole fetch for: 40 ms.
async function started() {
  initSync({ module: await WebAssembly.compile(await read(files.module)) });
}

export class Engine extends Compiled {
  static async load(model) {
    ready ??= started();
    const [bytes] = await Promise.all([model ?? read(files.model), ready]);
    return new Engine(bytes);
  }
}
