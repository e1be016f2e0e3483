import assert from "node:assert/strict";
import { counts, marked, openSample, picture, ready, settled, state, violations, visit } from "../page.mjs";

export default {
  "a crash of the worker is survived": async ({ browser, url, expect }) => {
    expect(/a test ends this worker/);
    const { page, context } = await visit(browser, url);
    await openSample(page);
    const before = await state(page);
    await page.locator("mark[data-layer=entity][data-first]").nth(1).click();
    await page.keyboard.press("a");
    const [worker] = page.workers();
    assert.ok(worker, "there is a worker");
    await worker.evaluate(() => setTimeout(() => { throw new Error("a test ends this worker"); }));
    await page.waitForFunction(() => document.querySelector("[role=status]").textContent.includes("started again"));
    await settled(page);
    assert.equal((await state(page)).length, before.length);
    assert.equal(await page.locator("mark[data-state=accepted]").count() > 0, true);
    await context.close();
  },

  "a text of 1 MB opens and scrolls": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    const line = "Minister Awa Kone told reporters in Paris that about 1,200 people had left Mali since Monday, and “nobody counted them” at the border with Niger. ";
    const text = Array.from({ length: 1800 }, (_, index) => `${index}. ${line.repeat(4)}`).join("\n\n");
    assert.ok(text.length > 1_000_000);
    const begun = Date.now();
    await page.locator("input[type=file]").first().setInputFiles({ name: "long.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
    await page.waitForSelector("article mark");
    const first = Date.now() - begun;
    await settled(page);
    const all = Date.now() - begun;
    for (const place of [0.25, 0.6, 1]) {
      await page.evaluate((place) => scrollTo(0, document.documentElement.scrollHeight * place), place);
      await page.waitForTimeout(120);
    }
    await page.waitForFunction(() => {
      const paragraphs = document.querySelectorAll("article .paragraph");
      return paragraphs[paragraphs.length - 1].querySelector("mark");
    });
    await page.waitForFunction(() => {
      const marked = new Set([...document.querySelectorAll("mark[data-layer=entity]")].map((it) => it.dataset.id)).size;
      return marked === Number(document.querySelector("#count-entity").textContent);
    }, null, { timeout: 60_000 });
    console.log(`        first marks after ${first} ms, all after ${all} ms: ${JSON.stringify(await marked(page))}`);

    // It comes back whole, its text before its annotations, and goes on from the last step.
    await page.evaluate(() => scrollTo(0, 0));
    await page.locator("mark[data-layer=entity][data-first]").first().click();
    await page.keyboard.press("a");
    await page.waitForSelector("mark[data-state=accepted]");
    await page.waitForTimeout(300);
    const before = await counts(page);
    await page.reload();
    await page.waitForSelector("article .paragraph");
    await settled(page);
    await page.waitForSelector("mark[data-state=accepted]");
    await page.waitForFunction((before) => Number(document.querySelector("#count-entity").textContent) === before, before.entity);
    assert.deepEqual(await counts(page), before);
    await page.keyboard.press("u");
    await page.waitForSelector("mark[data-state=accepted]", { state: "detached" });
    assert.deepEqual(troubles, []);
  },

  "storage that is refused is told, and export stays possible": async ({ browser, url }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); };
    });
    await page.goto(url);
    await ready(page);
    assert.match(await page.getByRole("alert").textContent(), /does not keep your work/);
    await page.getByRole("button", { name: "A fire in a port" }).click();
    await page.waitForSelector("article mark");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "JSON", exact: true }).click();
    await download;
  },

  "an open article has no violation that axe finds": async ({ browser, url }) => {
    const views = { wide: {}, dark: { colorScheme: "dark" }, narrow: { viewport: { width: 320, height: 700 } } };
    for (const [name, options] of Object.entries(views)) {
      const { page, context, troubles } = await visit(browser, url, options);
      await openSample(page);
      assert.deepEqual(await violations(page), [], name);
      await picture(page, `article-${name}`);
      await page.locator("mark[data-layer=entity][data-first]").nth(3).click();
      assert.deepEqual(await violations(page), [], `${name}, with a card`);
      await picture(page, `card-${name}`);
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      assert.deepEqual(await violations(page), [], `${name}, with the sheet of keys`);
      await picture(page, `keys-${name}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the window");
      assert.deepEqual(troubles, []);
      await context.close();
    }
  },

  "on paper there is the article alone": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.getByRole("banner").isVisible(), false);
    assert.ok(await page.locator("article h1").isVisible());
    await picture(page, "print", { fullPage: true });
  },
};
