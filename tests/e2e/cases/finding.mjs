import assert from "node:assert/strict";
import { inEveryLook, openSample, openText, picture, state, violations, visit } from "../page.mjs";

const TEXT = `The Varnholt works closed on Monday. Varnholt said so.

At the Varnholts nobody answered. “Varnholt will pay,” said Ana Konaté, and Varnholt did.`;

const panel = (page) => page.getByRole("region", { name: "Find and label" });
const main = (page) => panel(page).locator(".main");
const field = (page) => panel(page).getByRole("textbox");
const says = (page, words) => panel(page).locator(".said", { hasText: words }).waitFor();
const status = (page) => page.locator("footer [role=status]").textContent();
const labelled = (page, label) =>
  page.evaluate((label) => [...document.querySelectorAll(`mark[data-label=${label}][data-first]`)].map((it) => it.textContent), label);
const lit = (page, name = "found") => page.evaluate((name) => [...(CSS.highlights.get(name) ?? [])].map((range) => range.toString()), name);

const choose = (page, value) => panel(page).getByRole("combobox", { name: "Label" }).selectOption(value);

/** Puts the caret on the word and selects it. */
async function selectWord(page, word) {
  await page.keyboard.press("v");
  for (let step = 0; step < 20; step += 1) {
    if ((await page.evaluate(() => getSelection().toString())) === word) return;
    await page.keyboard.press("ArrowRight");
  }
  assert.fail(`no word ${word}`);
}

export default {
  "the same words all get a label by keyboard alone, as one step": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openText(page, TEXT);
    const before = await state(page);
    await selectWord(page, "Varnholt");
    await page.keyboard.press("e");
    await says(page, "4 places");
    await page.waitForFunction(() => document.activeElement.matches(".find .main"));
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.type("Organ");
    await page.keyboard.press("Tab");
    assert.match(await main(page).textContent(), /^Label 4 places Organisation$/, "not the Varnholts");
    await page.keyboard.press("Enter");
    assert.equal((await labelled(page, "ORG")).filter((words) => words === "Varnholt").length, 4);
    assert.match(await status(page), /Labelled 4 places Organisation\. One Undo takes it back\./);
    assert.equal(await main(page).textContent(), "Nothing to label");
    await says(page, "4 labelled so already");
    await page.keyboard.press("u");
    assert.deepEqual(await state(page), before, "one Undo");
    await page.keyboard.press("Escape");
    assert.equal(await panel(page).count(), 0);
    assert.ok(await page.evaluate(() => document.activeElement.closest("article") !== null), "the focus is back in the text");
    assert.deepEqual(await lit(page), []);
    assert.deepEqual(troubles, []);
  },

  "an expression with one place left out, by keyboard alone; the text shows what is found": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openText(page, TEXT);
    await page.keyboard.press("f");
    await page.waitForFunction(() => document.activeElement.matches(".find input[type=text]"));
    await page.keyboard.type("varnholts?");
    await says(page, "No place has these words.");
    // The third of the boxes under the field.
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await says(page, "5 places");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Product");
    await page.waitForFunction(() => [...CSS.highlights.get("found")].length === 5);
    assert.deepEqual(await lit(page), ["Varnholt", "Varnholt", "Varnholts", "Varnholt", "Varnholt"]);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("Shift+Tab");
    assert.ok(await page.evaluate(() => document.activeElement.matches(".find input[type=text]")));
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.row), "2");
    await page.waitForFunction(() => [...CSS.highlights.get("found-here")].length === 1);
    assert.deepEqual(await lit(page, "found-here"), ["Varnholts"]);
    const wanted = await main(page).textContent();
    await page.keyboard.press("Space");
    const left = await main(page).textContent();
    assert.notEqual(left, wanted);
    assert.match(left, /Product; 1 left out$/);
    for (let step = 0; step < 8 && !(await page.evaluate(() => document.activeElement.matches(".main"))); step += 1) {
      await page.keyboard.press("Shift+Tab");
    }
    await page.keyboard.press("Enter");
    const products = await labelled(page, "PRODUCT");
    assert.ok(!products.includes("Varnholts"));
    assert.ok(products.includes("Varnholt"));
    await page.keyboard.press("u");
    assert.deepEqual(await labelled(page, "PRODUCT"), []);
    assert.deepEqual(troubles, []);
  },

  "a bad expression says what is wrong and where, and changes nothing": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openText(page, TEXT);
    const before = await state(page);
    await page.keyboard.press("f");
    await panel(page).getByRole("checkbox", { name: "Regular expression" }).check();
    await field(page).fill("Varn(holt");
    await panel(page).getByText("Character 5: this bracket is never closed.").waitFor();
    assert.equal(await field(page).getAttribute("aria-invalid"), "true");
    assert.equal(await main(page).getAttribute("aria-disabled"), "true");
    await main(page).click({ force: true });
    assert.deepEqual(await state(page), before);
    await field(page).fill("Varn(holt)");
    await says(page, "5 places");
    assert.equal(await field(page).getAttribute("aria-invalid"), null);
    assert.deepEqual(troubles, []);
  },

  "next and previous go from place to place, and typing is never taken for a command": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page, "A fire in a port");
    await page.getByRole("toolbar").getByRole("button", { name: "Find" }).click();
    await field(page).fill("docker of 52");
    await says(page, "1 place");
    await page.keyboard.press("Enter");
    assert.match(await status(page), /Place 1 of 1: .*docker of 52/);
    await page.waitForFunction(() => [...(CSS.highlights.get("found-here") ?? [])].length === 1);
    const inSight = await page.evaluate(() => {
      const rect = [...CSS.highlights.get("found-here")][0].getBoundingClientRect();
      return rect.top > 0 && rect.bottom < innerHeight;
    });
    assert.ok(inSight);
    await field(page).fill("the port");
    await says(page, "places");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    assert.match(await status(page), /Place 2 of/);
    await page.keyboard.press("Shift+Enter");
    assert.match(await status(page), /Place 1 of/);
  },

  "all mentions of a name are decided on as one step": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page, "A fire in a port");
    const before = await state(page);
    await page.locator("mark[data-layer=entity]", { hasText: "Kwabena Ofori" }).first().click();
    const group = page.locator(".card .mentions");
    assert.match(await group.textContent(), /All \d mentions of /);
    await group.getByRole("button", { name: "Accept all mentions" }).click();
    const accepted = (await state(page)).filter((mark) => mark[0] === "entity" && mark[3] === "accepted");
    assert.ok(accepted.length >= 2 && accepted.every((mark) => mark[4].includes("Ofori")), JSON.stringify(accepted));
    assert.match(await status(page), /Accepted all \d mentions of .*Ofori\. One Undo takes it back\./);
    await page.keyboard.press("u");
    assert.deepEqual(await state(page), before);
    await page.keyboard.press("Shift+x");
    const names = (await state(page)).filter((mark) => mark[0] === "entity").map((mark) => mark[4]);
    assert.ok(!names.some((name) => name.includes("Ofori")), names.join());
    await page.keyboard.press("u");
    assert.deepEqual(await state(page), before);
  },

  "finding in pictures, wide, narrow, dark and in forced colours, without violations": async ({ browser, url }) => {
    await inEveryLook(browser, url, { width: 320, height: 740 }, async (page, name) => {
      await openSample(page, "A fire in a port");
      await page.keyboard.press("f");
      await field(page).fill("port");
      await choose(page, "entity ORG");
      await says(page, "places");
      await page.keyboard.press("Enter");
      await page.keyboard.press("ArrowDown");
      await page.waitForTimeout(200);
      assert.deepEqual(await violations(page), [], name);
      await picture(page, `finding-${name}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: nothing sticks out`);
      await page.keyboard.press("Escape");
      await page.locator("mark[data-layer=entity]", { hasText: "Ofori" }).first().click();
      await page.locator(".card .mentions").waitFor();
      assert.deepEqual(await violations(page), [], `${name}, card`);
      await picture(page, `finding-card-${name}`);
    });
  },
};
