import assert from "node:assert/strict";
import { inEveryLook, openSample, picture, ready, violations, visit } from "../page.mjs";

const palette = (page) => page.getByRole("dialog", { name: "All commands" });
const field = (page) => page.getByRole("combobox", { name: "Command" });
const options = (page) => palette(page).getByRole("option");
const active = (page) => page.evaluate(() => document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))?.textContent);
const status = (page) => page.locator("[role=status].quiet").textContent();
const sheet = (page) => page.getByRole("region", { name: "Keys" });

export default {
  "the palette finds a command by a few letters and does it": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openSample(page);
    await page.keyboard.press("Control+k");
    await field(page).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "combobox");
    const all = await options(page).count();
    assert.ok(all > 40, `${all} commands`);
    await page.keyboard.type("sho quota");
    assert.match(await active(page), /^Show or hide quotations/);
    assert.match(await options(page).first().textContent(), /2$/, "with its key");
    await page.keyboard.press("Enter");
    assert.equal(await palette(page).count(), 0);
    assert.equal(await page.getByRole("switch", { name: "Quotations" }).getAttribute("aria-checked"), "false");
    await page.getByRole("button", { name: "All commands" }).click();
    assert.match(await active(page), /^Show or hide quotations/, "what was done last comes first");
    await page.keyboard.press("Enter");
    assert.equal(await page.getByRole("switch", { name: "Quotations" }).getAttribute("aria-checked"), "true");
    assert.deepEqual(troubles, []);
  },

  "the palette forgives a slip, walks by arrows, and says what cannot be done": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    await page.keyboard.press("Control+k");
    await field(page).fill("accpet");
    assert.match(await active(page), /^Accept.*Choose an annotation first/);
    assert.equal(await options(page).first().getAttribute("aria-disabled"), "true");
    await page.keyboard.press("Enter");
    assert.match(await status(page), /Choose an annotation first/);
    assert.equal(await palette(page).count(), 1, "it stays open");
    await field(page).fill("annotation");
    const first = await active(page);
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await active(page), first);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await active(page), await options(page).last().textContent(), "round the end");
    await field(page).fill("qqqq");
    assert.equal(await options(page).count(), 0);
    assert.match(await palette(page).getByRole("status").textContent(), /No command/);
    await page.keyboard.press("Escape");
    assert.equal(await palette(page).count(), 0);
  },

  "the focus is where it was after the palette": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    await page.locator("article").focus();
    await page.keyboard.press("j");
    const id = await page.evaluate(() => document.activeElement.dataset.id);
    await page.keyboard.press("Control+k");
    await field(page).waitFor();
    await page.keyboard.press("Escape");
    await page.waitForFunction((id) => document.activeElement.dataset.id === id, id);
    await page.keyboard.press("Control+k");
    await field(page).fill("accept");
    await page.keyboard.press("Enter");
    await page.waitForFunction((id) => document.querySelector(`mark[data-id="${id}"]`).dataset.state === "accepted", id);
  },

  "a key is changed, shown everywhere, refused where it clashes, and given back": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    await page.keyboard.press("?");
    const change = sheet(page).getByRole("button", { name: "Change the key of Next annotation" });
    await change.click();
    await page.keyboard.press("a");
    assert.match(await sheet(page).getByRole("status").textContent(), /a is already the key of “Accept”/);
    await page.keyboard.press("q");
    assert.match(await sheet(page).getByRole("status").textContent(), /q is now the key of “Next annotation”/);
    const button = page.getByRole("toolbar").getByRole("button", { name: "Next annotation" });
    assert.equal(await button.getAttribute("aria-keyshortcuts"), "q");
    assert.match(await button.getAttribute("title"), /\(q\)/);
    await page.keyboard.press("Escape");
    await page.locator("article").focus();
    await page.keyboard.press("j");
    assert.equal(await page.locator("mark[aria-current]").count(), 0, "the usual key does nothing");
    await page.keyboard.press("q");
    assert.ok((await page.locator("mark[aria-current]").count()) > 0);
    await page.waitForTimeout(200);
    await page.reload();
    await ready(page);
    await page.waitForFunction(() => document.querySelector("[role=toolbar] [aria-keyshortcuts=q]"));
    await page.getByRole("button", { name: "Keys", exact: true }).click();
    await sheet(page).getByRole("button", { name: "Back to the usual keys" }).click();
    assert.equal(await button.getAttribute("aria-keyshortcuts"), "j");
  },

  "single letters can be switched off, and everything is still done": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    await page.getByRole("button", { name: "Keys", exact: true }).click();
    await sheet(page).getByRole("checkbox", { name: /Single letters/ }).uncheck();
    assert.equal(await sheet(page).locator("kbd", { hasText: /^[a-z0-9?.,]$/ }).count(), 0);
    await page.keyboard.press("Escape");
    for (const key of ["j", "1", "?"]) await page.locator("body").press(key);
    assert.equal(await page.locator("mark[aria-current]").count(), 0);
    assert.equal(await sheet(page).count(), 0);
    assert.equal(await page.getByRole("switch", { name: "Entities" }).getAttribute("aria-checked"), "true");
    const next = page.getByRole("toolbar").getByRole("button", { name: "Next annotation" });
    assert.equal(await next.getAttribute("aria-keyshortcuts"), null);
    await page.keyboard.press("Control+k");
    await field(page).fill("next ann");
    await page.keyboard.press("Enter");
    assert.ok((await page.locator("mark[aria-current]").count()) > 0);
  },

  "palette and sheet in pictures, wide, narrow, dark and in forced colours, without violations": async ({ browser, url }) => {
    await inEveryLook(browser, url, { width: 320, height: 720 }, async (page, name) => {
      await openSample(page);
      await page.keyboard.press("Control+k");
      await field(page).fill("an");
      assert.deepEqual(await violations(page), [], name);
      await picture(page, `palette-${name}`);
      await page.keyboard.press("Escape");
      await page.locator("body").press("?");
      await sheet(page).getByRole("button", { name: "Change the key of Accept", exact: true }).click();
      assert.deepEqual(await violations(page), [], name);
      await picture(page, `keys-${name}`);
    });
  },
};
