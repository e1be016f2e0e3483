import assert from "node:assert/strict";
import { counts, ready, settled, visit } from "../page.mjs";

const TEXT = "Mayor Ana Konaté said 12 people fled Paris on Monday.\n\n“It was dark,” Ana Konaté said. The old lighthouse keeper left.";

/** Presses Tab until the focus is on an element that the predicate knows. */
async function tabTo(page, predicate, limit = 40) {
  for (let step = 0; step < limit; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(predicate)) return;
  }
  assert.fail(`not reached by ${limit} times Tab`);
}

export default {
  "the whole task by keyboard alone": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await tabTo(page, () => document.activeElement.matches("textarea"));
    await page.keyboard.insertText(TEXT);
    await tabTo(page, () => document.activeElement.textContent === "Annotate");
    await page.keyboard.press("Enter");
    await settled(page);

    // To a highlight, open it, change its label.
    await tabTo(page, () => document.activeElement.matches("article"));
    await page.keyboard.press("j");
    const current = () => page.evaluate(() => document.activeElement.closest("mark")?.dataset.id);
    const first = await current();
    assert.ok(first, "the focus is on a highlight");
    await page.keyboard.press("j");
    assert.notEqual(await current(), first);
    await page.keyboard.press("k");
    assert.equal(await current(), first);
    const label = () => page.locator(`mark[data-id="${first}"][data-first]`).getAttribute("data-label");
    const before = await label();
    await page.keyboard.press("l");
    await page.waitForFunction(() => document.activeElement.matches(".card select"));
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(50);
    if ((await label()) === before) {
      await page.keyboard.press("Home");
      await page.keyboard.press("Enter");
    }
    assert.notEqual(await label(), before);
    await page.keyboard.press("Escape");
    if ((await page.locator(".card").count()) > 0) await page.keyboard.press("Escape");
    assert.equal(await page.locator(".card").count(), 0);
    assert.equal(await current(), first, "the focus comes back");

    // Accept, boundaries, undo, redo.
    await page.keyboard.press("a");
    assert.equal(await page.locator(`mark[data-id="${first}"][data-first]`).getAttribute("data-state"), "accepted");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+Shift+z");

    // Words get a label.
    const { entity } = await counts(page);
    await page.keyboard.press("v");
    await page.keyboard.press("ArrowDown");
    for (let word = 0; word < 12; word += 1) {
      await page.keyboard.press("ArrowRight");
      if ((await page.evaluate(() => getSelection().toString())) === "lighthouse") break;
    }
    await page.keyboard.press("Shift+ArrowRight");
    assert.equal(await page.evaluate(() => getSelection().toString()), "lighthouse keeper");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".card.words");
    await tabTo(page, () => document.activeElement.textContent === "Person", 6);
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("mark[data-label=PERSON]", { hasText: /^lighthouse keeper$/ }).count(), 1);
    assert.equal((await counts(page)).entity, entity + 1);

    // Delete it again, with the card closed.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Delete");
    assert.equal((await counts(page)).entity, entity);

    // Export.
    const download = page.waitForEvent("download");
    await tabTo(page, () => document.activeElement.textContent === "JSON", 80);
    await page.keyboard.press("Enter");
    await download;
    assert.deepEqual(troubles, []);
  },

  "the sheet of keys opens and closes": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await ready(page);
    await page.locator("body").press("?");
    await page.getByRole("region", { name: "Keys" }).waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("region", { name: "Keys" }).count(), 0);
  },

  "single letters are text in a text field": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    const box = page.getByRole("textbox", { name: "Article text" });
    await box.focus();
    await page.keyboard.type("ajk?");
    assert.equal(await box.inputValue(), "ajk?");
    assert.equal(await page.getByRole("region", { name: "Keys" }).count(), 0);
  },
};
