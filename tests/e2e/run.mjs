// Runs every case against the built page: node run.mjs [FOLDER | ADDRESS] [--only WORDS], or those cases whose name holds
// the words, or whose file has that name. The folder is `dist` beside the workspace's Cargo.toml where none is named.
// Screenshots are kept in `artefacts/`.
import { access, readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { watched } from "./watch.mjs";

const LIMIT = 180_000;

const here = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const only = words.includes("--only") ? words.splice(words.indexOf("--only"), 2)[1] : "";
const place = words[0] ? resolve(words[0]) : resolve(here, "../../dist");
process.chdir(here);

async function start() {
  if (/^https?:/.test(process.argv[2] ?? "")) return { url: process.argv[2], close() {} };
  await access(join(place, "index.html")).catch(() => {
    console.error(`error: no index.html in ${place}; build the page first: cargo xtask build`);
    process.exit(2);
  });
  return serve(place, "/some/sub-path/");
}

async function cases() {
  const files = (await readdir("cases")).filter((name) => name.endsWith(".mjs")).sort();
  const modules = await Promise.all(files.map((name) => import(`./cases/${name}`)));
  return modules.flatMap((module, index) =>
    Object.entries(module.default).filter(([name]) => name.includes(only) || files[index] === `${only}.mjs`));
}

async function within(limit, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${limit / 1000} s`)), limit);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const server = await start();
const browser = await launch();
let passed = 0;
let failed = 0;
for (const [name, run] of await cases()) {
  const begun = Date.now();
  const watch = watched(browser);
  try {
    await within(LIMIT, run({ browser: watch.browser, url: server.url, expect: watch.expect, place }));
    if (watch.troubles().length > 0) throw new Error(`what no page may do:\n${watch.troubles().join("\n")}`);
    passed += 1;
    console.log(`ok      ${name} (${Date.now() - begun} ms)`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n        ${String(error.stack ?? error).split("\n").slice(0, 12).join("\n        ")}`);
  }
  await Promise.all(browser.contexts().map((context) => context.close()));
}
await browser.close();
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
