// What the cases share: a page in an empty profile, and what a reader does there.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const LAYERS = ["entity", "quotation", "quantity", "source"];
const SWITCHES = { entity: "Entities", quotation: "Quotations", quantity: "Quantities", source: "Sources" };

/** A page in a profile of its own. Everything that must not happen on any page is noted in `troubles`. */
export async function visit(browser, url, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const troubles = [];
  page.on("console", (message) => {
    // See watch.mjs, which notes this for every case.
    const known = message.text().startsWith("The `integrity` attribute is currently ignored for preload");
    if (["error", "warning"].includes(message.type()) && !known) troubles.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`thrown: ${error.message}`));
  page.on("requestfailed", (request) => troubles.push(`request failed: ${request.url()}`));
  await page.goto(url);
  await ready(page);
  return { context, page, troubles };
}

/** Waits until the page shows something to work with. */
export const ready = (page) => page.waitForSelector("article, #article-text");

/** Waits until the machine has been through the article and everything is kept. */
export async function settled(page) {
  await page.waitForSelector("article mark");
  await page.waitForFunction(() => {
    const status = document.querySelector("[role=status]").textContent;
    return !status.includes("Reading") && status.includes("Saved");
  });
  await page.waitForTimeout(150);
}

export async function openText(page, text) {
  await page.getByRole("textbox", { name: "Article text" }).fill(text);
  await page.getByRole("button", { name: "Annotate", exact: true }).click();
  await settled(page);
}

export async function openSample(page, name = "A fire in a port") {
  await page.getByRole("button", { name }).click();
  await settled(page);
}

/** What the switches say, by layer. */
export async function counts(page) {
  const found = {};
  for (const layer of LAYERS) found[layer] = Number(await page.locator(`#count-${layer}`).textContent());
  return found;
}

/** How many annotations have marks, by layer. */
export function marked(page) {
  return page.evaluate((layers) => {
    const count = (layer) => new Set([...document.querySelectorAll(`mark[data-layer=${layer}]`)].map((it) => it.dataset.id)).size;
    return Object.fromEntries(layers.map((layer) => [layer, count(layer)]));
  }, LAYERS);
}

export const layerSwitch = (page, layer) => page.getByRole("switch", { name: SWITCHES[layer] });

/** Everything the marks say, in order, with the text they stand on. */
export function state(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("article mark")].map((mark) => [
      mark.dataset.layer, mark.dataset.label, mark.dataset.id, mark.dataset.state, mark.textContent,
    ]));
}

export async function exported(page, name) {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name, exact: true }).click();
  const download = await waiting;
  const stream = await download.createReadStream();
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return { name: download.suggestedFilename(), text: Buffer.concat(pieces).toString("utf8") };
}

/** Visits wide, narrow, dark and in forced colours, with `look` at each page; nothing that must not happen may. */
export async function inEveryLook(browser, url, narrow, look) {
  const looks = { wide: {}, narrow: { viewport: narrow }, dark: { colorScheme: "dark" }, forced: { forcedColors: "active" } };
  for (const [name, options] of Object.entries(looks)) {
    const { page, context, troubles } = await visit(browser, url, options);
    await look(page, name);
    assert.deepEqual(troubles, [], name);
    await context.close();
  }
}

/** What axe finds wrong, in words. */
export async function violations(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
}

export async function picture(page, name, options = {}) {
  await mkdir("artefacts", { recursive: true });
  await page.screenshot({ path: `artefacts/${name}.png`, ...options });
}

export async function keep(name, text) {
  await mkdir("artefacts", { recursive: true });
  await writeFile(`artefacts/${name}`, text);
}
