import assert from "node:assert/strict";
import { counts, inEveryLook, openSample, picture, state, violations, visit } from "../page.mjs";

const panel = (page) => page.locator(".review");
const choice = (page, name) => panel(page).getByRole("combobox", { name: new RegExp(`^${name}`) });
const status = (page) => page.locator("[role=status]").textContent();
const current = (page) => page.evaluate(() => document.querySelector("mark[aria-current][data-first]")?.dataset.id);
const top = (page) => page.evaluate(() => document.querySelector("mark[aria-current][data-first]")?.getBoundingClientRect().top);
const decided = async (page) => (await panel(page).locator("summary .count").textContent()).match(/\d+/g).map(Number);
const stateOf = (page, id) => page.evaluate((id) => document.querySelector(`mark[data-id="${id}"]`)?.dataset.state, id);
/** How sure the machine is of what the open card shows. */
const sure = async (page) => Number((await page.locator(".card .said").textContent()).match(/(\d+) % sure/)[1]);
/** The browser lays out what came near in the next frames. */
const atRest = (page) => page.waitForTimeout(120);

async function open(page) {
  await openSample(page, "A vote on a dam");
  await panel(page).evaluate((it) => (it.open = true));
  await panel(page).locator(".threshold").waitFor();
}

async function press(page, key) {
  const before = await current(page);
  await page.keyboard.press(key);
  await page.waitForFunction((before) => document.querySelector("mark[aria-current][data-first]")?.dataset.id !== before, before);
  await atRest(page);
}

export default {
  "ten are reviewed in order of confidence, with one key each, and the eye need not move": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openSample(page, "A vote on a dam");
    const [before, all] = await decided(page);
    assert.equal(before, 0);
    assert.ok(all > 20, `${all} wait`);
    await page.locator("body").press("r");
    await page.waitForSelector(".card .said");
    await atRest(page);
    const [seen, sureness, heights] = [[], [], []];
    for (let step = 0; step < 10; step += 1) {
      seen.push(await current(page));
      sureness.push(await sure(page));
      // Near the ends of the article the page cannot be scrolled so far.
      if (await page.evaluate(() => scrollY > 0 && scrollY + innerHeight < document.documentElement.scrollHeight)) heights.push(await top(page));
      assert.equal(await page.evaluate(() => document.activeElement.className), "card", "the card has the focus");
      await press(page, step % 3 === 2 ? "x" : "a");
    }
    assert.equal(new Set(seen).size, 10);
    assert.deepEqual(sureness, [...sureness].sort((one, other) => one - other), "the least sure first");
    assert.deepEqual(await decided(page), [10, all]);
    assert.match(await status(page), new RegExp(`Accepted\\. ${all - 10} left to review`));
    assert.equal(await stateOf(page, seen[0]), "accepted");
    assert.equal(await stateOf(page, seen[2]), undefined, "a rejected one has no mark");
    assert.ok(heights.length >= 4, `${heights.length} could be scrolled`);
    assert.ok(Math.max(...heights) - Math.min(...heights) < 4, `one height: ${heights.map(Math.round)}`);
    for (let step = 0; step < 10; step += 1) await page.keyboard.press("u");
    assert.deepEqual(await decided(page), [0, all]);
    assert.deepEqual(troubles, []);
  },

  "backwards, without going on, and a label chosen by key": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await open(page);
    await page.locator("body").press("r");
    await page.waitForSelector(".card");
    const first = await current(page);
    await press(page, "r");
    await press(page, "Shift+R");
    assert.equal(await current(page), first);
    await page.keyboard.press("l");
    await page.waitForFunction(() => document.activeElement.matches(".card select"));
    await page.keyboard.press((await page.evaluate(() => document.activeElement.selectedIndex)) > 0 ? "ArrowUp" : "ArrowDown");
    await page.waitForFunction(() => document.querySelector("[role=status]").textContent.includes("Enter goes on"));
    assert.equal(await current(page), first, "one may walk through the labels");
    await press(page, "Enter");
    assert.equal(await stateOf(page, first), "accepted");
    await panel(page).getByLabel("A decision shows the next").focus();
    await page.keyboard.press("Space");
    const second = await current(page);
    await page.locator("body").press("a");
    assert.equal(await stateOf(page, second), "accepted");
    assert.equal(await current(page), second);
  },

  "what is looked at is chosen by layer, label and confidence": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await open(page);
    const [, all] = await decided(page);
    const { entity, quotation, quantity, source } = await counts(page);
    assert.equal(all, entity + quotation + quantity);
    await choice(page, "Layer").selectOption({ label: "Entities" });
    assert.deepEqual(await decided(page), [0, entity]);
    await choice(page, "Labelled").selectOption({ label: await choice(page, "Labelled").locator("option", { hasText: "Person" }).textContent() });
    const people = await page.locator("mark[data-layer=entity][data-label=PERSON][data-first]").count();
    assert.deepEqual(await decided(page), [0, people]);
    await choice(page, "Sure").selectOption({ label: "Under 50 %" });
    const [, unsure] = await decided(page);
    await choice(page, "Sure").selectOption({ label: "95 % and over" });
    const [, certain] = await decided(page);
    assert.ok(unsure + certain <= people && unsure < people, `${unsure} ${certain} ${people}`);
    await choice(page, "Layer").selectOption({ label: "Sources" });
    await choice(page, "Sure").selectOption({ label: "However sure" });
    assert.deepEqual(await decided(page), [0, source]);
    await panel(page).getByRole("button", { name: "Next to review" }).click();
    assert.equal(await page.locator("mark[aria-current][data-layer=source]").count() > 0, true, "its layer is shown");
    await choice(page, "Order").selectOption({ label: "As in the text" });
    const starts = await panel(page).locator("ol .note").count();
    assert.ok(starts > 0);
  },

  "a threshold decides on many, leaves out what lies on a decision, and is undone as one, by keyboard": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await open(page);
    await page.locator("mark[data-layer=entity][data-first]").first().click();
    await page.keyboard.press("a");
    await page.keyboard.press("Escape");
    const before = await state(page);
    const [, all] = await decided(page);
    const slider = panel(page).getByRole("slider", { name: "Threshold" });
    await slider.focus();
    await page.keyboard.press("PageUp");
    await page.keyboard.press("ArrowLeft");
    const heard = await slider.getAttribute("aria-valuetext");
    const [percent, above, below] = heard.match(/^(\d+) %: (\d+) at or above, (\d+) below$/).slice(1).map(Number);
    assert.equal(above + below, all - 1, heard);
    assert.ok(above > 0 && below > 0, heard);
    const bars = await panel(page).locator(".sureness table td").allTextContents();
    assert.equal(bars.map(Number).reduce((sum, count) => sum + count), all - 1, "the table has all that wait");
    const accept = panel(page).getByRole("button", { name: `Accept ${above} at or above ${percent} %` });
    await accept.focus();
    await page.keyboard.press("Enter");
    assert.match(await status(page), new RegExp(`Accepted ${above} at or above ${percent} %\\. ${below} left to review`));
    assert.deepEqual(await decided(page), [above + 1, all]);
    await page.keyboard.press("Control+z");
    assert.deepEqual(await decided(page), [1, all]);
    assert.deepEqual(await state(page), before);
    const reject = panel(page).getByRole("button", { name: `Reject ${below} below ${percent} %` });
    await reject.focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await decided(page), [below + 1, all]);
    await page.keyboard.press("Control+z");
    assert.deepEqual(await state(page), before);
    assert.deepEqual(troubles, []);
  },

  "what lies on a decision is left out of a threshold and listed": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await open(page);
    const [, all] = await decided(page);
    // The reader marks one word more than the machine.
    const [words, more] = await page.evaluate(() => {
      const marks = [...document.querySelectorAll("p mark[data-layer=entity][data-first]")];
      const follows = (mark) => mark.nextSibling?.nodeType === Node.TEXT_NODE && /^ [a-z]+ /.test(mark.nextSibling.data);
      const mark = marks.find((mark) => mark.childElementCount === 0 && follows(mark));
      mark.scrollIntoView({ block: "center" });
      const range = document.createRange();
      range.setStart(mark.firstChild, 0);
      range.setEnd(mark.nextSibling, mark.nextSibling.data.indexOf(" ", 1));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return [mark.textContent, String(range)];
    });
    assert.ok(more.startsWith(words) && more.length > words.length, more);
    await page.waitForSelector(".card.words");
    await page.locator(".card").getByRole("button", { name: "Organisation" }).click();
    await page.keyboard.press("Escape");
    const slider = panel(page).getByRole("slider", { name: "Threshold" });
    await slider.focus();
    await page.keyboard.press("Home");
    await panel(page).getByRole("button", { name: `Accept ${all - 1} at or above 0 %` }).waitFor();
    const exception = panel(page).locator(".exceptions button");
    assert.match(await exception.textContent(), /which you decided/);
    await panel(page).getByRole("button", { name: `Accept ${all - 1} at or above 0 %` }).click();
    assert.match(await status(page), /1 left out\. 1 left to review/);
    await page.locator("body").press("r");
    await page.waitForSelector(".card");
    await page.keyboard.press("x");
    await page.waitForFunction(() => document.querySelector("[role=status]").textContent.includes("Nothing is left to review"));
    assert.equal(await page.locator(".card").count(), 0);
  },

  "the review in pictures, wide, narrow, dark and in forced colours, without violations": async ({ browser, url }) => {
    await inEveryLook(browser, url, { width: 320, height: 720 }, async (page, name) => {
      await open(page);
      for (const key of ["r", "a", "a", "x"]) await page.keyboard.press(key);
      await atRest(page);
      assert.deepEqual(await violations(page), [], name);
      await picture(page, `review-card-${name}`);
      await page.keyboard.press("Escape");
      await panel(page).locator(".threshold").scrollIntoViewIfNeeded();
      assert.deepEqual(await violations(page), [], name);
      if (name === "narrow") await panel(page).screenshot({ path: "artefacts/review-narrow.png" });
      else await picture(page, `review-${name}`);
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      assert.ok(fits, `${name}: nothing sticks out`);
    });
  },
};
