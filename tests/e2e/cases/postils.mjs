import assert from "node:assert/strict";
import { inEveryLook, openSample, openText, picture, state, violations, visit } from "../page.mjs";

/** Waits until the notes near the window stand where they belong. */
const noted = async (page) => {
  await page.waitForSelector(".postils .postil", { state: "attached" });
  await page.waitForTimeout(400);
};
const status = (page) => page.locator("[role=status].quiet").textContent();
const notes = (page) => page.evaluate(() => [...document.querySelectorAll(".postil")].map((it) => [it.dataset.kind, it.querySelector(".lead").textContent, it.querySelector(".said")?.textContent ?? ""]));
const tops = (page) => page.evaluate(() => [...document.querySelectorAll(".paragraph")].map((it) => Math.round(it.getBoundingClientRect().top + scrollY)));
const widths = (page) => page.evaluate(() => [...document.querySelectorAll(".column")].map((it) => it.getBoundingClientRect().width));

export default {
  "postils say who speaks, what is claimed, and where sources differ": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openSample(page);
    await noted(page);
    const said = await notes(page);
    assert.ok(said.some(([kind, lead, words]) => kind === "speaker" && lead === "Efua Mensah" && words.startsWith("direct speech")), JSON.stringify(said));
    assert.ok(said.some(([kind, , words]) => kind === "claim" && words.startsWith("according to")), JSON.stringify(said));
    assert.ok(said.some(([kind, , words]) => kind === "dispute" && /Sources differ|Contradicted|Revised/.test(words)), JSON.stringify(said));
    assert.deepEqual(troubles, []);
  },

  "postils overlap nowhere, stand beside their words, and move no line of the text": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    await noted(page);
    const boxes = await page.evaluate(() => [...document.querySelectorAll(".postils li:not([data-away]), .postils .more:not([hidden])")].map((it) => {
      const { top, bottom, left, right } = it.getBoundingClientRect();
      return { top, bottom, left, right };
    }));
    assert.ok(boxes.length > 8, `${boxes.length} notes`);
    for (let at = 1; at < boxes.length; at += 1) assert.ok(boxes[at].top >= boxes[at - 1].bottom, `note ${at} is below the one before`);
    const text = await page.evaluate(() => document.querySelector(".column").getBoundingClientRect().right);
    const panels = await page.evaluate(() => document.querySelector(".margin").getBoundingClientRect().left);
    assert.ok(boxes.every((box) => box.left > text && box.right <= panels), "in the margin");
    const [before, beforeWidths] = [await tops(page), await widths(page)];
    await page.getByRole("switch", { name: "Margin notes" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".postil").length === 0);
    assert.deepEqual(await tops(page), before);
    assert.deepEqual(await widths(page), beforeWidths);
    await page.keyboard.press("8");
    await noted(page);
  },

  "a postil and its mark light each other up, and a key leads there and back": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    await noted(page);
    const note = page.locator(".postil[data-kind=speaker]", { hasText: "Efua Mensah" }).first();
    const id = (await note.getAttribute("data-of")).split(" ")[0];
    const mark = page.locator(`mark[data-id="${id}"][data-first]`);
    await note.hover();
    assert.equal(await mark.getAttribute("data-tied"), "");
    await page.mouse.move(5, 400);
    await mark.hover({ position: { x: 4, y: 8 } });
    const inner = await page.evaluate(() => document.querySelector(".postil[data-tied]") !== null);
    assert.ok(inner || (await mark.locator("mark[data-tied]").count()) > 0, "a mark under the pointer is lit with its note");
    assert.equal(await mark.getAttribute("aria-details"), await note.getAttribute("id"));
    assert.match(await note.textContent(), /^Note on “/);
    await page.locator("article").focus();
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press("j");
      if ((await page.evaluate(() => document.activeElement.dataset.id)) === id) break;
    }
    assert.equal(await note.getAttribute("data-tied"), "", "the mark with the focus lights its note");
    await page.keyboard.press("h");
    assert.equal(await page.evaluate(() => document.activeElement.className), "postil");
    assert.equal(await mark.getAttribute("data-tied"), "");
    await page.keyboard.press("h");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.id), id);
    await page.keyboard.press("h");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".card");
  },

  "a note of one's own is one Edit, on an annotation and on a paragraph": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    await noted(page);
    await page.locator("article").focus();
    await page.keyboard.press("j");
    const before = await state(page);
    await page.keyboard.press("c");
    await page.getByRole("textbox", { name: "Note" }).fill("Ask the port\nabout <b>this</b>.");
    await page.keyboard.press("Control+Enter");
    const own = page.locator(".postil[data-kind=own]");
    await own.waitFor();
    assert.equal(await own.locator(".lead").textContent(), "Ask the port\nabout <b>this</b>.");
    assert.deepEqual(await state(page), before, "a note decides nothing");
    await page.getByRole("button", { name: "Undo" }).click();
    await own.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Redo" }).click();
    await own.click();
    await page.getByRole("button", { name: "Take note away" }).click();
    await own.waitFor({ state: "detached" });
  },

  "a corrected annotation changes its postil": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openText(page, "Awa Kone arrived.\n\n“We are safe,” said Awa Kone. The road was closed.");
    await noted(page);
    assert.deepEqual(await notes(page), [["speaker", "Awa Kone", "direct speech"]]);
    await page.locator(".postil").click();
    await page.locator(".card").getByRole("button", { name: "Reject", exact: true }).click();
    await page.waitForFunction(() => document.querySelectorAll(".postil").length === 0);
  },

  "postils are no text: neither selected, copied, nor in the paragraphs": async ({ browser, url }) => {
    const { page, context } = await visit(browser, url);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openSample(page, "A vote on a dam");
    await noted(page);
    const { selected, text } = await page.evaluate(() => {
      getSelection().selectAllChildren(document.querySelector("article"));
      return { selected: getSelection().toString(), text: [...document.querySelectorAll(".paragraph")].map((it) => it.textContent) };
    });
    await page.keyboard.press("Control+c");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const plain = (words) => words.split(/\s*\n\s*/).filter(Boolean);
    assert.deepEqual(plain(copied), text.flatMap(plain));
    assert.deepEqual(plain(selected), text.flatMap(plain));
    assert.ok(await page.evaluate(() => { getSelection().removeAllRanges(); return window.find("reservoir") || window.find("dam"); }));
  },

  "without a margin postils fold under their paragraph, and the text stays": async ({ browser, url }) => {
    const { page } = await visit(browser, url, { viewport: { width: 800, height: 900 } });
    await openSample(page);
    await noted(page);
    const before = await tops(page);
    await page.keyboard.press("8");
    await page.waitForFunction(() => document.querySelectorAll(".postil").length === 0);
    assert.deepEqual(await tops(page), before);
    await page.keyboard.press("8");
    await noted(page);
    const fold = page.getByRole("button", { name: /^\d+ notes?$/ }).first();
    assert.equal(await fold.getAttribute("aria-expanded"), "false");
    assert.equal(await page.locator(".postil:visible").count(), 0);
    await fold.click();
    assert.equal(await fold.getAttribute("aria-expanded"), "true");
    assert.ok((await page.locator(".postil:visible").count()) > 0);
    const box = await fold.boundingBox();
    assert.ok(box.height >= 24 && box.width >= 24);
    await fold.click();
    assert.equal(await page.locator(".postil:visible").count(), 0);
  },

  "a long article has postils near the window only, and a stack that is too high folds": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    const people = ["Ana Konaté", "Bo Sall", "Ida Traoré", "Omar Diallo", "Lena Novak", "Juan Ortiz", "Mei Tanaka"];
    const others = ["Karl Brandt", "Aisha Bello", "Tom Fischer", "Nina Rossi", "Paul Moreau", "Sara Lindgren", "Ivan Petrov"];
    const crowd = [...people, ...others].map((name, at) => `“It is ${at},” said ${name}.`).join(" ");
    const text = [crowd, ...Array.from({ length: 400 }, (_, at) => `“We saw ${at},” said Awa Kone, who lives there.`)].join("\n\n");
    await openText(page, text);
    await noted(page);
    const more = page.locator(".more:visible").first();
    assert.match(await more.textContent(), /^and \d+ more$/);
    await more.click();
    assert.equal(await more.textContent(), "fewer notes");
    const all = await page.locator(".postil").count();
    assert.ok(all < 150, `${all} notes of more than 400`);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForFunction(() => {
      const last = [...document.querySelectorAll(".paragraph")].at(-1);
      return last.nextElementSibling?.className === "postils";
    });
    await page.waitForTimeout(600);
    assert.ok((await page.locator(".postil").count()) < 150);
  },

  "postils in pictures: wide, narrow, dark, forced colours, tablet, print, without violations": async ({ browser, url }) => {
    await inEveryLook(browser, url, { width: 320, height: 720 }, async (page, name) => {
      await openSample(page);
      await noted(page);
      if (name === "narrow") await page.locator(".unfold").nth(1).click();
      await page.mouse.move(700, 420);
      assert.deepEqual(await violations(page), [], name);
      await picture(page, `postils-${name}`, { fullPage: name === "wide" });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: nothing sticks out`);
    });
    for (const width of [800, 1100, 1280]) {
      const { page, context } = await visit(browser, url, { viewport: { width, height: 900 } });
      await openSample(page);
      await noted(page);
      if (width < 1280) await page.locator(".unfold").nth(1).click();
      await picture(page, `postils-${width}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width}: nothing sticks out`);
      await context.close();
    }
    const { page } = await visit(browser, url, { viewport: { width: 720, height: 1000 } });
    await openSample(page);
    await noted(page);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    await picture(page, "postils-print");
    assert.ok((await page.locator(".postil:visible").count()) > 8);
  },
};
