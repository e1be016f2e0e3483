import assert from "node:assert/strict";
import { counts, exported, keep, layerSwitch, marked, openSample, ready, settled, state, visit } from "../page.mjs";

const mark = (page, words) => page.locator("mark[data-layer=entity][data-first]", { hasText: words }).first();
const card = (page) => page.getByRole("dialog").filter({ has: page.locator(".kind") });

export default {
  "a sample is annotated, and the counts are those of the marks": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openSample(page);
    const before = await counts(page);
    for (const layer of ["entity", "quotation", "quantity"]) assert.ok(before[layer] > 0, layer);
    assert.deepEqual(await marked(page), { ...before, source: 0 });
    await layerSwitch(page, "source").click();
    assert.deepEqual(await marked(page), before);
    assert.deepEqual(troubles, []);
  },

  "layers go and come": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    const before = await marked(page);
    await layerSwitch(page, "entity").click();
    assert.equal(await layerSwitch(page, "entity").getAttribute("aria-checked"), "false");
    assert.deepEqual(await marked(page), { ...before, entity: 0 });
    await page.keyboard.press("1");
    assert.deepEqual(await marked(page), before);
  },

  "the text of the article is the sample's, whatever is marked": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    const text = () => page.locator("article .column").allTextContents();
    const before = await text();
    const boxes = () => page.evaluate(() => [...document.querySelectorAll(".paragraph")].map((it) => it.getBoundingClientRect().height));
    const heights = await boxes();
    for (const layer of ["entity", "quotation", "quantity"]) await layerSwitch(page, layer).click();
    assert.deepEqual(await text(), before);
    assert.deepEqual(await boxes(), heights, "marks take up no room");
  },

  "relabel, undo, redo": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    const first = page.locator("mark[data-layer=entity][data-first]").first();
    const id = await first.getAttribute("data-id");
    const label = () => page.locator(`mark[data-id="${id}"][data-first]`).getAttribute("data-label");
    const before = await label();
    await first.click();
    await card(page).getByLabel("Label").selectOption("EVENT");
    assert.equal(await label(), "EVENT");
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await label(), before);
    await page.getByRole("button", { name: "Redo" }).click();
    assert.equal(await label(), "EVENT");
    await page.keyboard.press("Control+z");
    assert.equal(await label(), before);
  },

  "three corrections and everything else survive a reload": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openSample(page);
    const marks = page.locator("mark[data-layer=entity][data-first]");
    await marks.nth(1).click();
    await card(page).getByLabel("Label").selectOption("LAW");
    await marks.nth(2).click();
    await card(page).getByRole("button", { name: "Reject", exact: true }).click();
    await marks.nth(3).click();
    await card(page).getByRole("button", { name: "Accept", exact: true }).click();
    const [before, beforeCounts] = [await state(page), await counts(page)];
    await page.waitForTimeout(300);
    await page.reload();
    await ready(page);
    await settled(page);
    assert.deepEqual(await state(page), before);
    assert.deepEqual(await counts(page), beforeCounts);
    await page.getByRole("button", { name: "Undo" }).click();
    assert.notDeepEqual(await state(page), before, "undo goes back behind the reload");
    assert.deepEqual(troubles, []);
  },

  "boundaries move by words and characters": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    const first = page.locator("mark[data-layer=entity][data-first]").nth(2);
    const id = await first.getAttribute("data-id");
    const words = () => page.evaluate((id) => [...document.querySelectorAll(`mark[data-id="${id}"]`)].map((it) => it.textContent).join(""), id);
    const before = await words();
    await first.click();
    await page.keyboard.press("Alt+ArrowRight");
    const longer = await words();
    assert.ok(longer.length > before.length && longer.startsWith(before), `${before} ${longer}`);
    await page.keyboard.press("Alt+Shift+ArrowLeft");
    assert.equal((await words()).length, longer.length - 1);
    await card(page).getByText("Boundaries").click();
    await card(page).getByRole("button", { name: "End earlier", exact: true }).click();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    assert.equal(await words(), before);
  },

  "selected words get a label": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    const { entity } = await counts(page);
    const box = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
      for (let node; (node = walker.nextNode()); ) {
        const at = node.data.search(/\bwarehouse\b/);
        if (at < 0 || node.parentElement.closest("mark[data-layer=entity]")) continue;
        node.parentElement.scrollIntoView({ block: "center" });
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + "warehouse".length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x, y, width, height };
      }
    });
    await page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForSelector(".card.words");
    assert.equal(await page.evaluate(() => getSelection().toString().trim()), "warehouse");
    await card(page).getByRole("button", { name: "Organisation" }).click();
    const made = page.locator("mark[data-layer=entity][data-label=ORG]", { hasText: /^warehouse$/ });
    assert.equal(await made.count(), 1);
    assert.equal((await counts(page)).entity, entity + 1);
  },

  "what is exported as JSON comes back equal in an empty profile": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page, "A race on a river");
    await page.locator("mark[data-layer=entity][data-first]").nth(1).click();
    await card(page).getByLabel("Label").selectOption("EVENT");
    await page.keyboard.press("Escape");
    const [before, file] = [await state(page), await exported(page, "JSON")];
    await keep("export.json", file.text);
    const other = await visit(browser, url);
    await other.page.getByLabel("Open a file").setInputFiles({
      name: file.name, mimeType: "application/json", buffer: Buffer.from(file.text),
    });
    await settled(other.page);
    assert.deepEqual(await state(other.page), before);
    assert.equal((await exported(other.page, "JSON")).text, file.text);
  },

  "spaCy's JSONL and CSV can be taken away": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page, "A race on a river");
    const { entity } = await counts(page);
    const lines = (await exported(page, "spaCy JSONL")).text.trim().split("\n");
    assert.equal(lines.length, 1);
    assert.ok(JSON.parse(lines[0]).text.includes("Zoë Lefèvre-Ångström"));
    const csv = (await exported(page, "CSV")).text.trim().split(/\r?\n/);
    assert.ok(csv.length > entity, `${csv.length} lines`);
    await keep("export.jsonl", lines[0]);
    await keep("export.csv", csv.join("\n"));
  },

  "what is copied is the text alone": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    const { copied, text } = await page.evaluate(() => {
      const second = document.querySelectorAll("article .paragraph")[2];
      const selection = getSelection();
      selection.selectAllChildren(second);
      return { copied: selection.toString().trim(), text: second.textContent };
    });
    assert.equal(copied, text);
  },

  "another article keeps the earlier one": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    const before = await state(page);
    await page.getByRole("button", { name: "New article" }).click();
    await page.getByRole("region", { name: "Earlier articles" }).getByRole("button", { name: /^Fire at Port/ }).click();
    await settled(page);
    assert.deepEqual(await state(page), before);
  },
};
