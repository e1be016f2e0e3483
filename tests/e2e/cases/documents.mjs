import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { inEveryLook, openText, picture, ready, settled, violations, visit } from "../page.mjs";

const files = (page, name = "Open a file") => page.getByLabel(name).first();
const file = (name, text) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.isBuffer(text) ? text : Buffer.from(text) });
const status = (page) => page.locator("[role=status].quiet").textContent();
const says = (page, words) => page.waitForFunction((words) => new RegExp(words).test(document.querySelector("[role=status].quiet").textContent), words);
const earlier = (page) => page.getByRole("region", { name: "Earlier articles" });
const lines = (place) => place.locator(".lines:not(.hits) .line").allTextContents();
const panel = (page) => page.locator(".panel.documents");
const badge = (page) => panel(page).locator(".now .progress").textContent();
/** The page takes no keys while the focus is in a field. */
const leave = (page) => page.evaluate(() => document.activeElement.blur());

/** Some short articles as JSONL. */
const jsonl = (count, from = 0) => Array.from({ length: count }, (_, index) => JSON.stringify({
  id: `d${from + index}`, title: `Report ${from + index}`,
  text: `Report ${from + index} from Dara.\n\nMayor Ana Konaté said ${from + index + 10} people had fled to Paris${(from + index) % 3 ? "." : " before the flood."}`,
})).join("\n");

/** A ZIP file of `entries`; `lie` changes what its directory says of their size. */
function zip(entries, lie = (size) => size) {
  const [bodies, directory] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const packed = deflateRawSync(Buffer.from(text));
    const path = Buffer.from(name);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(lie(Buffer.byteLength(text)), 8);
    const common = Buffer.concat([Buffer.from([20, 0, 0, 8, 8, 0, 0, 0, 0, 0]), sizes, Buffer.from([path.length, 0, 0, 0])]);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, path, packed]);
    const at = Buffer.alloc(14);
    at.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, at, path]));
    bodies.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

async function bring(page, ...some) {
  await files(page).setInputFiles(some);
  await says(page, "came in|stays");
}

export default {
  "documents: a reader of one article is shown no project": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    assert.equal(await page.locator(".documents").getByRole("button").count(), 0, "nothing before the first article");
    await openText(page, "Mayor Ana Konaté said 12 people fled Paris.");
    assert.equal((await panel(page).locator("summary").first().textContent()).trim(), "Documents");
    await panel(page).locator("summary").first().click();
    assert.match(await panel(page).textContent(), /the only article/);
    assert.equal(await panel(page).locator(".across, .chosen, .whole").count(), 0);
    assert.deepEqual(troubles, []);
  },

  "documents: new, begun, done and flagged, by key and by button, kept over a reload": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await bring(page, file("all.jsonl", jsonl(6)));
    assert.match(await status(page), /6 documents came in\./);
    await earlier(page).getByRole("button", { name: "Report 2", exact: true }).click();
    await settled(page);
    assert.match(await badge(page), /new/, "the panel is open once there are many");
    await page.locator("mark[data-layer=entity][data-first]").first().click();
    await page.keyboard.press("a");
    await page.waitForFunction(() => /begun/.test(document.querySelector(".documents .now").textContent));
    await page.keyboard.press("Shift+D");
    assert.match(await badge(page), /done/);
    assert.match(await status(page), /This document is done\./);
    assert.equal(await panel(page).getByRole("button", { name: "Done" }).getAttribute("aria-pressed"), "true");
    await panel(page).getByRole("button", { name: "Flag" }).click();
    assert.match(await badge(page), /flagged/);
    await page.keyboard.press("Shift+G");
    assert.match(await badge(page), /begun/);
    await page.keyboard.press("Shift+D");
    await page.waitForTimeout(300);
    await page.reload();
    await ready(page);
    await page.waitForFunction(() => /1 of 6 done/.test(document.querySelector(".panel.documents summary").textContent));
    assert.deepEqual(troubles, []);
  },

  "documents: next and previous by key, in the order and with the filter of the list": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await bring(page, file("all.jsonl", jsonl(6)));
    await earlier(page).getByRole("combobox", { name: "By" }).selectOption("order of import");
    await earlier(page).getByRole("button", { name: "Report 0", exact: true }).click();
    await settled(page);
    const headline = (number) => page.waitForFunction((number) => document.querySelector("article")?.textContent.startsWith(`Report ${number} `), number);
    await page.keyboard.press("]");
    await headline(1);
    await says(page, "Document 2 of 6, new");
    await page.keyboard.press("Shift+D");
    await page.keyboard.press("]");
    await headline(2);
    await page.keyboard.press("[");
    await headline(1);
    await page.keyboard.press("Shift+O");
    await page.waitForFunction(() => document.activeElement.matches(".documents li[aria-current] .line"));
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Report 2");
    await panel(page).getByRole("combobox", { name: "Show" }).selectOption({ label: "New (5)" });
    await leave(page);
    await page.keyboard.press("[");
    await headline(0);
    await page.keyboard.press("]");
    await headline(2);
    assert.deepEqual(await lines(panel(page)), ["Report 0", "Report 2", "Report 3", "Report 4", "Report 5"]);
    const item = panel(page).locator(".lines li").nth(1);
    assert.deepEqual(await item.evaluate((it) => [it.ariaSetSize, it.ariaPosInSet, it.ariaCurrent]), ["5", "2", "true"]);
  },

  "documents: files of every kind come in, and what is wrong is told with its file and line": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await bring(page,
      file("notes.txt", "A note from Dara.\r\nIt rained."),
      file("page.html", "<h1>Flood</h1><p>Mayor Ana Konaté spoke.</p><script>window.__ran = 1</script>"),
      file("all.jsonl", `${jsonl(2)}\n{"id":"x"}\nnonsense\n${jsonl(1)}`),
      file("table.csv", '\ufeffheadline;body\r\n"Heat; again";"He said ""no"".\r\n\r\nThen he left."\r\nRain;\r\n'),
      file("some.zip", zip({ "a/one.txt": "One came.", "two.jsonl": jsonl(1, 40), "photo.png": "x", "__MACOSX/._one.txt": "x" })),
      file("photo.jpeg", "x"));
    assert.match(await status(page), /7 documents came in\. 1 was here already\. 5 could not be read\./);
    await earlier(page).locator(".task summary").click();
    assert.deepEqual(await earlier(page).locator(".problems li").allTextContents(), [
      "all.jsonl: line 3: it has no text", "all.jsonl: line 4: it is not JSON, from character 2 on", "photo.jpeg: this kind of file is not read",
      "some.zip/photo.png: this kind of file is not read", "table.csv: line 5: it has no text",
    ]);
    assert.deepEqual(new Set(await lines(earlier(page))), new Set(["A note from Dara.", "Flood", "Report 0", "Report 1", "Heat; again", "One came.", "Report 40"]));
    assert.equal(await page.evaluate(() => window.__ran), undefined);
    await earlier(page).getByRole("button", { name: "Heat; again", exact: true }).click();
    await page.waitForSelector("article .paragraph");
    assert.equal(await page.locator("article .paragraph").count(), 2);
    await page.keyboard.press("n");
    await bring(page, file("all.jsonl", jsonl(2)), file("notes.txt", "A note from Dara.\nIt rained."));
    assert.match(await status(page), /0 documents came in\. 3 were here already\./);
    assert.deepEqual(troubles, []);
  },

  "documents: a ZIP file that would fill the device is refused": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    const bomb = zip(Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`${index}.txt`, "It rained."])), () => 200 << 20);
    const liar = zip({ "long.txt": "It rained. ".repeat(200_000) }, () => 10);
    await bring(page, file("bomb.zip", bomb), file("liar.zip", liar), file("no.zip", "hello"));
    await page.locator(".task summary").click();
    assert.deepEqual(await page.locator(".problems li").allTextContents(), [
      "bomb.zip: unpacked it would be 1200 MB; at most 1024 MB are unpacked",
      "liar.zip/long.txt: it is longer than it says; it may be harmful",
      "no.zip: it is no ZIP file, or only a part of one",
    ]);
    assert.deepEqual(troubles, []);
  },

  "documents: an import is stopped, and what came in stays": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await files(page).setInputFiles([file("all.jsonl", jsonl(30_000)), file("late.txt", "Too late.")]);
    await page.locator(".task").getByRole("button", { name: "Stop" }).click();
    await says(page, "^Stopped");
    const came = Number((await status(page)).match(/(\d+) documents? came in and stays?/)[1]);
    assert.ok(came < 30_000, `${came} came in`);
    await page.reload();
    await ready(page);
    if (came > 4) {
      await page.waitForSelector(".chosen select");
      assert.match(await earlier(page).getByRole("combobox", { name: "Show" }).textContent(), new RegExp(`All \\(${came}\\)`));
    }
  },

  "documents: all are annotated in the background, once, and opening one shows it at once": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await bring(page, file("all.jsonl", jsonl(60)));
    await earlier(page).getByRole("button", { name: "Annotate 60 documents that are not read yet" }).click();
    await says(page, "60 documents were annotated\\.");
    assert.equal(await earlier(page).getByText("not read yet").count(), 0);
    await earlier(page).getByRole("combobox", { name: "By" }).selectOption("order of import");
    await earlier(page).getByRole("button", { name: "Report 3", exact: true }).click();
    await page.waitForSelector("article mark");
    await page.keyboard.press("Shift+O");
    await page.waitForSelector(".panel.documents[open]");
    await page.locator(".panel").filter({ has: page.getByRole("heading", { name: "History" }) }).locator("summary").click();
    await page.waitForTimeout(500);
    const edits = await page.evaluate(() => new Promise((resolve) => {
      indexedDB.open("postil").onsuccess = (event) => {
        const all = event.target.result.transaction("edits").objectStore("edits").getAll();
        all.onsuccess = () => resolve(all.result.map((it) => JSON.parse(it)).map((it) => [it.number, it.action]));
      };
    }));
    assert.deepEqual([edits.length, new Set(edits.map(String))], [60, new Set(["0,suggest"])], "one Edit for each, none twice");
    assert.deepEqual(troubles, []);
  },

  "documents: annotating goes on after a reload, and can be stopped": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await bring(page, file("all.jsonl", jsonl(400)));
    await earlier(page).getByRole("button", { name: /^Annotate 400/ }).click();
    await page.waitForFunction(() => Number(document.querySelector(".task progress")?.value) > 5);
    await page.reload();
    await ready(page);
    await page.waitForSelector(".task progress");
    await page.locator(".task").getByRole("button", { name: "Stop" }).click();
    await says(page, "were annotated\\. \\d+ are left\\.");
    await page.reload();
    await ready(page);
    await page.waitForSelector(".whole");
    await page.waitForTimeout(300);
    assert.equal(await page.locator(".task progress").count(), 0, "what was stopped does not begin again");
  },

  "documents: a search across all tells document, count and words, and opens at the place": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await bring(page, file("all.jsonl", jsonl(12)));
    const field = earlier(page).getByRole("textbox", { name: "Words in all documents" });
    await field.fill("FLOOD");
    await field.press("Enter");
    await says(page, "4 places in 4 documents\\.");
    const hits = earlier(page).locator(".hits li");
    assert.equal(await hits.count(), 4);
    assert.match(await hits.nth(1).textContent(), /Report 3.*1 place.*before the flood\./);
    await hits.nth(1).locator(".line").focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("article .paragraph");
    await page.waitForFunction(() => /Place 1 of 1/.test(document.querySelector("[role=status].quiet").textContent));
    assert.match(await page.locator("article").textContent(), /^Report 3 /);
    assert.equal(await page.evaluate(() => CSS.highlights.get("found-here").size), 1);
    assert.deepEqual(troubles, []);
  },

  "documents: statistics follow what is decided": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await bring(page, file("all.jsonl", jsonl(6)));
    await earlier(page).getByRole("button", { name: /^Annotate 6/ }).click();
    await says(page, "6 documents were annotated");
    const table = earlier(page).getByRole("table", { name: "Annotations by label" });
    const unfold = async () => {
      await earlier(page).getByText("Statistics").click();
      await table.waitFor();
    };
    await unfold();
    const all = async () => (await table.getByRole("row").last().getByRole("cell").allTextContents()).map(Number);
    const before = await all();
    assert.ok(before[0] > 12 && before[1] === 0, `${before}`);
    assert.match(await earlier(page).textContent(), /Nobody has decided anything yet\./);
    await earlier(page).locator(".lines .line").first().click();
    await page.waitForSelector("article mark");
    await page.locator("mark[data-layer=entity][data-first]").first().click();
    await page.keyboard.press("a");
    await page.keyboard.press("n");
    await unfold();
    assert.deepEqual(await all(), [before[0] - 1, 1, 0, 0]);
    assert.match(await earlier(page).textContent(), /1 decision by a person in 1 document: 1 accepted/);
    const states = earlier(page).getByRole("table", { name: "Documents by state" }).getByRole("row");
    assert.deepEqual(await states.allTextContents(), ["○New5", "◐Begun1", "●Done0", "⚑Flagged0"]);
  },

  "documents: with 10,000 of them the page is there as quickly as with one": async ({ browser, url }) => {
    const { page, context, troubles } = await visit(browser, url);
    const first = async () => {
      await page.reload();
      await page.waitForSelector("article .paragraph");
      return page.evaluate(() => performance.now());
    };
    await openText(page, "Mayor Ana Konaté said 12 people fled Paris.");
    const alone = [await first(), await first(), await first()];
    const begun = Date.now();
    await page.keyboard.press("Shift+O");
    await panel(page).getByLabel("Add documents").setInputFiles(file("all.jsonl", jsonl(10_000)));
    await says(page, "10000 documents came in");
    const import_ = Date.now() - begun;
    const many = [await first(), await first(), await first()];
    const listed = await page.evaluate(async () => {
      const begun = performance.now();
      while (!/of 10001 done/.test(document.querySelector(".panel.documents summary").textContent)) await new Promise(requestAnimationFrame);
      return performance.now() - begun;
    });
    await page.keyboard.press("Shift+O");
    const by = panel(page).getByRole("combobox", { name: "By" });
    await by.waitFor();
    const sorting = await page.evaluate(async () => {
      const select = [...document.querySelectorAll(".chosen select")][1];
      const begun = performance.now();
      select.value = "title";
      select.dispatchEvent(new Event("change", { bubbles: true }));
      await new Promise(requestAnimationFrame);
      await new Promise((done) => setTimeout(done));
      return performance.now() - begun;
    });
    assert.equal(await panel(page).locator(".lines li").count(), 50);
    assert.equal(await panel(page).locator(".lines li").first().getAttribute("aria-setsize"), "10001");
    await panel(page).getByRole("button", { name: "Further in the list" }).click();
    assert.match(await panel(page).locator(".pages").textContent(), /51 to 100 of 10001/);
    const least = (times) => Math.round(Math.min(...times));
    console.log(`        10,000 came in within ${import_} ms; text on the page after ${least(alone)} ms with one document, ${least(many)} ms with all; all listed ${Math.round(listed)} ms later; by title in ${Math.round(sorting)} ms`);
    assert.ok(least(many) < least(alone) + 300, `${least(alone)} and ${least(many)} ms`);
    // A page that is loaded anew leaves what the worker was fetching.
    assert.deepEqual(troubles.filter((it) => !it.startsWith("request failed")), []);
    await context.close();
  },

  "documents: the project in every look, clean for axe": async ({ browser, url }) => {
    await inEveryLook(browser, url, { width: 320, height: 700 }, async (page, look) => {
      await bring(page, file("all.jsonl", `${jsonl(70)}\n{}`));
      await earlier(page).getByRole("button", { name: /^Annotate 70/ }).click();
      await says(page, "70 documents were annotated");
      await earlier(page).getByRole("textbox", { name: "Words in all documents" }).fill("flood");
      await page.keyboard.press("Enter");
      await says(page, "places in");
      await earlier(page).getByText("Statistics").click();
      await earlier(page).locator(".task summary").click();
      assert.deepEqual(await violations(page), [], look);
      await picture(page, `documents-first-${look}`, { fullPage: true });
      await earlier(page).locator(".hits .line").first().click();
      await page.waitForSelector("article mark");
      await page.keyboard.press("Escape");
      await leave(page);
      await page.keyboard.press("Shift+D");
      await page.keyboard.press("]");
      await page.keyboard.press("Shift+G");
      await page.keyboard.press("Shift+O");
      await page.waitForFunction(() => document.activeElement.matches(".documents .line"));
      assert.deepEqual(await violations(page), [], `${look}, with an article`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the window");
      await picture(page, `documents-panel-${look}`);
    });
  },
};
