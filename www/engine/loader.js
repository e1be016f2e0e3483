// Starts the engine in a web worker. The build fills in the three names; an empty one stands for a file there is not.
// Messages that come before the engine is there wait. What goes wrong is thrown, so that the page's `onerror` sees it.
"use strict";

const waiting = [];
let worker = null;
self.onmessage = (event) => (worker ? receive(event.data) : waiting.push(event.data));

// Between two slices of work the browser hands over newer messages: a message to oneself comes after those.
const turn = new MessageChannel();
turn.port1.onmessage = () => {
  if (worker.work()) turn.port2.postMessage(null);
  else working = false;
};
let working = false;

function receive(message) {
  worker.receive(message);
  if (!working) turn.port2.postMessage(null);
  working = true;
}

// All files travel at once; only their use has an order.
const modelName = "MODEL";
const module = fetch("ENGINE_MODULE");
const model = modelName ? fetch(modelName) : null;
importScripts("ENGINE_SCRIPT");

async function bytes(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function start() {
  await wasm_bindgen({ module_or_path: module });
  // Without its model the engine works by rules alone and says so.
  const trained = model ? await model.then(bytes).catch((error) => (console.warn(error), null)) : null;
  worker = new wasm_bindgen.Worker(trained ?? undefined);
  waiting.splice(0).forEach(receive);
}

start().catch((error) => setTimeout(() => { throw error; }));
