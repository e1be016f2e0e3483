// Starts the engine in a web worker. The build fills in the three names; an empty one stands for a file there is not.
// Messages that come before the engine is there wait. What goes wrong is thrown, so that the page's `onerror` sees it.
const modelName = "MODEL";
const waiting = [];
let worker = null;
let working = false;

self.onmessage = (event) => (worker ? receive(event.data) : waiting.push(event.data));

// Between two slices of work the browser hands over newer messages: a message to oneself comes after those.
const turn = new MessageChannel();
turn.port1.onmessage = () => {
  working = worker.work();
  if (working) turn.port2.postMessage(null);
};

function receive(message) {
  worker.receive(message);
  if (!working) turn.port2.postMessage(null);
  working = true;
}

async function fetched(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

// Without its model the engine works by rules alone and says so.
async function trained() {
  if (!modelName) return undefined;
  return fetched(modelName).then(async (response) => new Uint8Array(await response.arrayBuffer())).catch(() => undefined);
}

async function start() {
  // All files travel at once; only their use has an order.
  const module = fetched("ENGINE_MODULE");
  const model = trained();
  const engine = await import("./ENGINE_SCRIPT");
  await engine.default({ module_or_path: module });
  worker = new engine.Worker(await model);
  waiting.splice(0).forEach(receive);
}

start().catch((error) => setTimeout(() => { throw error; }));
