import assert from "node:assert/strict";
import { inEveryLook, openSample, openText, picture, settled, violations, visit } from "../page.mjs";

// The figures are those of the core's own example (src/resolve/source/map.rs): 16 words, 10 of them the reporter's.
const FEW = "It rained. “We are safe,” said Awa Kone. Sources close to her said the roof leaked.";
const ANONYMOUS = `Two officials close to the talks, speaking on condition of anonymity because they were not authorised to speak, said the deal should be signed.

Mrs Awa Kone, the mayor, claimed that three teachers had been arrested. Mr Issa Sall left early.

The police denied that any teachers had been arrested.`;

const panel = (page) => page.locator(".sources");
const balance = (page, words) => panel(page).locator(".balance .note", { hasText: words }).waitFor();
const voices = (page) => page.locator("article").getAttribute("data-voices");
const selected = (page) => page.evaluate(() => String(getSelection()));
const source = (page, name) => panel(page).locator(".voices-heard > li").filter({ has: page.getByRole("button", { name, exact: true }) });
const colour = (locator) => locator.evaluate((it) => getComputedStyle(it).color);

export default {
  "the source map has the core's figures, also as text": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openText(page, FEW);
    await balance(page, "10 and 6 of 16 words");
    await source(page, "Awa Kone").getByText("3 words, all quoted · 1 quotation · first in paragraph 1").waitFor();
    await source(page, "Sources close to her").getByText("3 words, all reported · 1 quotation").waitFor();
    assert.equal(await source(page, "Awa Kone").locator(".figure").textContent(), "19 %");
    assert.equal(await panel(page).locator("svg:not([aria-hidden])").count(), 0, "no chart without its text");
    assert.deepEqual(troubles, []);
  },

  "the source map follows corrections, and undo": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openText(page, FEW);
    await balance(page, "10 and 6 of 16 words");
    await page.locator("mark[data-layer=quotation]").first().click();
    await page.keyboard.press("x");
    await balance(page, "13 and 3 of 16 words");
    await page.keyboard.press("u");
    await balance(page, "10 and 6 of 16 words");
  },

  "an anonymous source is asked the agencies' questions, and the answers are jumps": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openText(page, ANONYMOUS);
    const answer = (question) => panel(page).locator(".checklist dl > div", { hasText: question });
    await answer("How many?").getByRole("button").click();
    assert.equal(await selected(page), "Two");
    await answer("Reason given?").getByRole("button").click();
    assert.equal(await selected(page), "because");
    assert.match(await answer("Fact or opinion?").textContent(), /opinion: “should”/);
    await panel(page).getByRole("button", { name: "“condition of anonymity”" }).first().click();
    assert.equal(await selected(page), "condition of anonymity");
    assert.match(await page.locator("[role=status]").textContent(), /Selected: “condition of anonymity”/);
  },

  "a source leads to where it is first named; who is only named and what may be denied is told": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openText(page, ANONYMOUS);
    await panel(page).locator(".unheard").getByRole("button", { name: "Issa Sall" }).waitFor();
    await panel(page).locator(".voices-heard").getByRole("button", { name: "Awa Kone", exact: true }).click();
    const mark = page.locator("mark[data-layer=source][aria-current][data-first]");
    assert.match(await mark.textContent(), /Awa Kone/);
    assert.ok(await mark.evaluate((it) => it === document.activeElement));
    assert.match(await source(page, "Awa Kone").textContent(), /“claimed”: /);
    const pair = panel(page).locator(".denials li");
    assert.match(await pair.textContent(), /Awa Kone.*denied.*police/is);
    await pair.getByRole("button", { name: "“denied”" }).click();
    assert.equal(await selected(page), "denied");
  },

  "whose words stand out is chosen by key and by button, and told": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openText(page, FEW);
    await balance(page, "10 and 6");
    const [column, speech] = [page.locator("article .column").first(), page.locator("mark[data-layer=quotation]").first()];
    const ink = await colour(column);
    assert.equal(await colour(speech), ink);
    await page.keyboard.press("6");
    assert.equal(await voices(page), "reporter");
    assert.equal(await colour(column), ink);
    assert.notEqual(await colour(speech), ink);
    assert.match(await page.locator("[role=status]").textContent(), /What sources say is grey.*10 of 16 words/);
    await page.keyboard.press("7");
    assert.equal(await colour(speech), ink);
    assert.notEqual(await colour(column), ink);
    const group = page.getByRole("group", { name: "Voices" });
    assert.equal(await group.getByRole("button", { name: "Sources" }).getAttribute("aria-pressed"), "true");
    await group.getByRole("button", { name: "Everybody" }).click();
    assert.equal(await colour(column), ink);
    await page.keyboard.press("2");
    await page.keyboard.press("6");
    assert.notEqual(await colour(speech), ink, "also where quotations are not shown");
  },

  "the source map and its views in pictures, wide, narrow, dark and in forced colours, without violations": async ({ browser, url }) => {
    await inEveryLook(browser, url, { width: 390, height: 844 }, async (page, name) => {
      await openSample(page, "A vote on a dam");
      await panel(page).evaluate((it) => (it.open = true));
      await panel(page).locator(".balance").waitFor();
      assert.deepEqual(await violations(page), [], name);
      await panel(page).scrollIntoViewIfNeeded();
      await picture(page, `sources-${name}`, { fullPage: name === "narrow" });
      for (const key of ["6", "7"]) {
        await page.keyboard.press(key);
        await settled(page);
        assert.deepEqual(await violations(page), [], `${name}, key ${key}`);
        await picture(page, `voices-${key}-${name}`);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      assert.ok(wide, `${name}: nothing sticks out`);
    });
  },
};
