import assert from "node:assert/strict";
import { counts, inEveryLook, openSample, picture, settled, violations, visit } from "../page.mjs";

const TEXT = "Mayor Ana Konaté said 12 people fled Paris on Monday, and 40 stayed.\n\n“It was dark,” Ana Konaté said. The old lighthouse keeper left for Lyon.\n\n" +
  "The Red Cross sent 30 tents to Nantes on Tuesday. “We have nothing,” said Paul Besson, who runs a bakery in Nantes with 3 others.";
const status = (page) => page.locator("[role=status].quiet").textContent();
const bar = (page) => page.getByRole("region", { name: "Select by tapping" });
const highlighted = (page, name) => page.evaluate((name) => [...(CSS.highlights.get(name) ?? [])].map((range) => range.toString()), name);

/** Where some words stand, brought into the middle of the window. */
const place = (page, words) => page.evaluate(async (words) => {
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const at = node.parentElement.closest(".postils") ? -1 : node.data.indexOf(words);
    if (at < 0) continue;
    node.parentElement.closest(".paragraph").scrollIntoView({ block: "center" });
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const { x, y, width, height } = range.getClientRects()[0];
    return { x: x + width / 2, y: y + height / 2, left: x, right: x + width };
  }
}, words);

async function tapWords(page, words) {
  const { x, y } = await place(page, words);
  await page.touchscreen.tap(x, y);
}

const press = (page, name, scope = page) => scope.getByRole("button", { name, exact: true }).first().tap();

export default {
  "the whole task by touch alone: paste, review ten, add two, export": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url, { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
    await page.getByRole("textbox", { name: "Article text" }).tap();
    await page.keyboard.insertText(TEXT);
    await press(page, "Annotate");
    await settled(page);

    // Ten are reviewed.
    await page.locator("mark[data-layer=entity][data-first]").first().tap();
    for (let done = 0; done < 10; done += 1) {
      await page.locator(".card").waitFor();
      await press(page, "Accept", page.locator(".card"));
      await press(page, "Next annotation");
    }
    await press(page, "Close card", page.locator(".card"));
    assert.ok((await page.locator("mark[data-first][data-state=accepted]").count()) >= 10);

    // Two are added, one of several words, one nudged.
    const { entity } = await counts(page);
    await press(page, "Select by tapping");
    assert.match(await status(page), /Tap the first word/);
    await tapWords(page, "lighthouse");
    assert.match(await status(page), /“lighthouse”. Tap the last word/);
    await tapWords(page, "keeper");
    assert.match(await status(page), /“lighthouse keeper” is selected/);
    for (const box of await bar(page).getByRole("button").evaluateAll((all) => all.map((it) => it.getBoundingClientRect().toJSON()))) {
      assert.ok(box.width >= 44 && box.height >= 44, JSON.stringify(box));
    }
    await press(page, "Start earlier", bar(page));
    assert.match(await status(page), /“old lighthouse keeper” is selected/);
    await press(page, "Label these words", bar(page));
    await page.locator(".card.words").waitFor();
    await press(page, "Person", page.locator(".card.words"));
    assert.equal(await page.locator("mark[data-label=PERSON]", { hasText: /^old lighthouse keeper$/ }).count(), 1);
    await press(page, "Close card", page.locator(".card"));
    await press(page, "Select by tapping");
    await tapWords(page, "bakery");
    await press(page, "Label these words", bar(page));
    await press(page, "Organisation", page.locator(".card.words"));
    assert.equal((await counts(page)).entity, entity + 2);
    await press(page, "Close card", page.locator(".card"));

    // It is taken away.
    const waiting = page.waitForEvent("download");
    const json = page.getByRole("button", { name: "JSON", exact: true });
    if (!(await json.isVisible())) await page.locator("summary", { hasText: "Export" }).tap();
    await json.tap();
    await waiting;
    assert.deepEqual(troubles, []);
  },

  "tapping is left by its button, by Escape and by the command again": async ({ browser, url }) => {
    const { page } = await visit(browser, url, { hasTouch: true, viewport: { width: 820, height: 1180 } });
    await openSample(page);
    const begin = page.getByRole("toolbar").getByRole("button", { name: "Select by tapping" });
    await begin.tap();
    await bar(page).waitFor();
    await tapWords(page, "warehouse");
    await press(page, "Leave tapping", bar(page));
    assert.equal(await bar(page).count(), 0);
    assert.equal(await page.evaluate(() => getSelection().toString()), "");
    await begin.tap();
    await page.keyboard.press("Escape");
    assert.equal(await bar(page).count(), 0);
    await begin.tap();
    await begin.tap();
    assert.equal(await bar(page).count(), 0);
    // What is marked opens again by a tap.
    await page.locator("mark[data-layer=entity][data-first]").nth(1).tap();
    await page.locator(".card").waitFor();
  },

  "a drag snaps to words and shows so, and one key or Alt chooses characters": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openSample(page);
    const from = await place(page, "dried cocoa");
    const drag = async (more = () => {}) => {
      await page.mouse.move(from.left + 12, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x, from.y, { steps: 3 });
      await page.mouse.move(from.right - 12, from.y, { steps: 3 });
      await more();
      await page.mouse.up();
      await page.locator(".card.words").waitFor();
    };
    await drag(async () => assert.deepEqual(await highlighted(page, "snap"), ["dried cocoa"], "shown while the drag goes on"));
    assert.deepEqual(await highlighted(page, "snap"), [], "and then no more");
    assert.equal(await page.locator(".card.words .quoted").textContent(), "dried cocoa");
    assert.equal(await page.evaluate(() => getSelection().toString()), "dried cocoa");
    // Boundaries of what is selected move as those of annotations do.
    await page.keyboard.press("Alt+ArrowUp");
    assert.equal(await page.locator(".card.words .quoted").textContent(), "of dried cocoa");
    await page.keyboard.press("Escape");
    await page.keyboard.press("b");
    assert.match(await status(page), /by characters/);
    await drag();
    const exact = await page.locator(".card.words .quoted").textContent();
    assert.ok(exact.length < "dried cocoa".length && "dried cocoa".includes(exact), exact);
    await page.keyboard.press("Escape");
    await page.keyboard.press("b");
    await page.keyboard.down("Alt");
    await drag();
    await page.keyboard.up("Alt");
    assert.equal(await page.locator(".card.words .quoted").textContent(), exact);
    assert.deepEqual(troubles, []);
  },

  "targets are large enough for a finger": async ({ browser, url }) => {
    const { page } = await visit(browser, url, { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
    await openSample(page);
    await page.locator("mark[data-layer=entity][data-first]").first().tap();
    await page.locator(".card").waitFor();
    const small = await page.evaluate(() => [...document.querySelectorAll("button, select, summary, input:not([type=file])")]
      .filter((it) => it.checkVisibility())
      .map((it) => [it.textContent.slice(0, 30), it.closest("label")?.getBoundingClientRect() ?? it.getBoundingClientRect()])
      .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
      .map(([words, box]) => `${words} ${Math.round(box.width)}×${Math.round(box.height)}`));
    assert.deepEqual(small, []);
  },

  "tapping in pictures, wide, narrow, dark and in forced colours, without violations": async ({ browser, url }) => {
    await inEveryLook(browser, url, { width: 320, height: 720 }, async (page, name) => {
      await openSample(page);
      await page.keyboard.press("s");
      for (const words of ["explosions", "roof"]) {
        const { x, y } = await place(page, words);
        await page.mouse.click(x, y);
      }
      await bar(page).getByRole("button", { name: "Label these words" }).waitFor();
      assert.deepEqual(await violations(page), [], name);
      await picture(page, `tapping-${name}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: nothing sticks out`);
    });
  },
};
