// What the browser keeps: earlier versions of the database, killed tabs, two tabs, full storage, backups.
import assert from "node:assert/strict";
import { exported, inEveryLook, openSample, openText, picture, ready, settled, state, violations, visit } from "../page.mjs";

const TEXT = "Mayor Awa Kone spoke in Paris.";
const EARLY = 1700000000000;
const annotation = (id, start, end, label) => ({
  id, layer: "entity", label, spans: [[start, end]], origin: "human", state: "accepted",
});
const edit = (number, annotation) => ({
  number, author: { human: null }, at: EARLY + number, action: "annotate", changes: [{ annotation: { after: annotation } }],
});
const NAMES = [edit(0, annotation(0, 6, 14, "PERSON")), edit(1, annotation(1, 24, 29, "GPE"))];

/** Without Postil's service worker: pages that are killed again and again need no site that is kept. */
const ALONE = { serviceWorkers: "block" };
const BLOCKED = /Service Worker registration blocked by Playwright/;

/** A page of the same origin on which Postil does not run. */
async function bare(context, url) {
  const page = await context.newPage();
  // Out of the reach of Postil's service worker.
  await page.route("**/bare.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
  await page.goto(new URL("/bare.html", url).href);
  return page;
}

/** Writes a database of version 1 by hand, as the first Postil would have; an edit may be any text. */
const writeFirstVersion = (page, edits) =>
  page.evaluate(async ({ id, text, edits }) => {
    const request = indexedDB.open("postil", 1);
    request.onupgradeneeded = () => {
      for (const name of ["documents", "texts", "edits"]) request.result.createObjectStore(name);
    };
    const database = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const transaction = database.transaction(["documents", "texts", "edits"], "readwrite");
    const record = { id, title: "An early article", opened: id, complete: true };
    transaction.objectStore("documents").put(JSON.stringify(record), id);
    transaction.objectStore("texts").put(text, id);
    for (const [number, edit] of edits) transaction.objectStore("edits").put(edit, [id, number]);
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
  }, { id: EARLY, text: TEXT, edits });

const records = (edits) => edits.map((edit) => [edit.number, JSON.stringify(edit)]);

/** The version of the database, the names of its object stores, and the numbers of the Edits of each document. */
const database = (page) =>
  page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await done(indexedDB.open("postil"));
    const edits = await done(database.transaction("edits").objectStore("edits").getAllKeys());
    database.close();
    const logs = {};
    for (const [document, number] of edits) (logs[document] ??= []).push(number);
    return { version: database.version, stores: [...database.objectStoreNames], logs: Object.values(logs) };
  });

const edits = async (page) => (await database(page)).logs.flat().length;
const marks = (page) => page.locator("article mark").allTextContents();
const alert = (page) => page.getByRole("alert").first();
const button = (page, name) => page.getByRole("button", { name, exact: true });
const firstMark = (page) => page.locator("mark[data-layer=entity][data-first]").first();
const refused = (page) => page.waitForFunction(() => document.querySelector("[role=alert]").textContent.includes("does not keep your work"));
const kept = (page) => page.waitForFunction(() => !document.querySelector("[role=alert]").textContent.includes("does not keep"));
/** Waits until what was done is in the database. */
const saved = (page) => page.waitForFunction(() => document.querySelector("[role=status]").textContent.includes("Saved"));

/**
 * A page whose browser ends every write as a full one does while `fill` holds: the transaction is aborted when it is to be
 * committed, and its error says why. Chromium's own quota counts by estimates of its own and cannot be met to the byte.
 */
async function cramped(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  await context.addInitScript(() => {
    const { commit } = IDBTransaction.prototype;
    const full = new WeakSet();
    IDBTransaction.prototype.commit = function () {
      if (this.mode === "readonly" || !localStorage.getItem("full")) return commit.call(this);
      full.add(this);
      this.abort();
    };
    const { get } = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "error");
    Object.defineProperty(IDBTransaction.prototype, "error", {
      get() { return full.has(this) ? new DOMException("no room is left", "QuotaExceededError") : get.call(this); },
    });
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(url);
  await ready(page);
  return { page, context, enlarge: () => page.evaluate(() => localStorage.removeItem("full")) };
}

/** No room is left from now on. */
const fill = (page) => page.evaluate(() => localStorage.setItem("full", "yes"));

/** A page with a sample and a first step that the browser has refused. */
async function turnedAway(browser, url) {
  const opened = await cramped(browser, url);
  await openSample(opened.page);
  await fill(opened.page);
  await firstMark(opened.page).click();
  await opened.page.keyboard.press("x");
  await refused(opened.page);
  return opened;
}

/** One step of the reader's for each call: undo and redo, in turn. */
const step = (page, turn) => page.keyboard.press(turn % 2 ? "Shift+u" : "u");

/**
 * Opens the page `rounds` times, makes steps, kills the renderer behind a last one, and gives how many steps each kill cost
 * beyond that one. `prepare` is run in each page before Postil.
 */
async function killed(context, url, rounds, prepare) {
  const losses = [];
  let turn = 0;
  let expected = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const page = await context.newPage();
    // The article has been read already; a page without its worker is there sooner.
    await page.addInitScript(() => {
      window.Worker = class extends EventTarget { postMessage() {} terminate() {} };
    });
    if (prepare) await page.addInitScript(prepare);
    await page.goto(url);
    await page.waitForSelector("article mark");
    await page.waitForFunction(() => document.querySelector("[role=alert]").textContent === "");
    const found = await edits(page);
    if (round > 0) losses.push(Math.max(0, expected - found));
    if (round > 0) assert.ok(found <= expected + 1, `${found} of ${expected}`);
    if (round === rounds) {
      await page.close();
      return losses;
    }
    turn = found - NAMES.length;
    const steps = 1 + (round % 3);
    for (let count = 0; count < steps; count += 1) await step(page, turn++);
    expected = found + steps;
    const client = await context.newCDPSession(page);
    const crash = page.waitForEvent("crash");
    step(page, turn).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, round % 7));
    client.send("Page.crash").catch(() => {});
    await crash;
    await page.close();
  }
}

async function killedInVain({ browser, url, expect }) {
  expect(BLOCKED);
  const context = await browser.newContext(ALONE);
  const early = await bare(context, url);
  await writeFirstVersion(early, records(NAMES));
  await early.close();
  const losses = await killed(context, url, 25);
  assert.deepEqual(losses.filter((lost) => lost > 0), [], "steps that were lost");
}

/** Fails only if the marks of two pages do not become the same: far from the window they are drawn in idle time. */
async function same(page, other) {
  for (let turn = 0; turn < 30 && JSON.stringify(await state(page)) !== JSON.stringify(await state(other)); turn += 1) {
    await page.waitForTimeout(100);
  }
  assert.deepEqual(await state(page), await state(other));
}

export default {
  "what version 1 of the database kept is there, with its steps": async ({ browser, url }) => {
    const context = await browser.newContext();
    const early = await bare(context, url);
    await writeFirstVersion(early, records(NAMES));
    const page = await context.newPage();
    await page.goto(url);
    await settled(page);
    assert.deepEqual(await marks(page), ["Awa Kone", "Paris"]);
    await page.keyboard.press("u");
    assert.deepEqual(await marks(page), ["Awa Kone"]);
    await saved(page);
    const { version, stores } = await database(early);
    assert.deepEqual({ version, stores }, { version: 2, stores: ["documents", "edits", "settings", "texts"] });
    await page.reload();
    await settled(page);
    assert.deepEqual(await marks(page), ["Awa Kone"]);
  },

  "an earlier tab that holds the database is named, and then all is there": async ({ browser, url }) => {
    const context = await browser.newContext();
    const early = await bare(context, url);
    await writeFirstVersion(early, records(NAMES));
    await early.evaluate(async () => {
      window.held = await new Promise((resolve) => {
        const request = indexedDB.open("postil", 1);
        request.onsuccess = () => resolve(request.result);
      });
    });
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => document.querySelector("[role=alert]")?.textContent.includes("an earlier Postil is open in another tab"));
    await early.evaluate(() => window.held.close());
    await settled(page);
    assert.deepEqual(await marks(page), ["Awa Kone", "Paris"]);
    assert.equal(await alert(page).textContent(), "");
  },

  "every step is with the browser before the next frame": async ({ browser, url }) => {
    const { page, context } = await visit(browser, url);
    await openSample(page);
    await firstMark(page).click();
    await page.keyboard.press("a");
    await page.evaluate(() => {
      window.frames_ = [];
      let ended = null;
      const { commit } = IDBTransaction.prototype;
      const { add } = IDBObjectStore.prototype;
      let last = null;
      IDBObjectStore.prototype.add = function (...given) {
        if (this.name === "edits") last = this.transaction;
        return add.apply(this, given);
      };
      IDBTransaction.prototype.commit = function () {
        if (this === last) ended = this;
        return commit.call(this);
      };
      addEventListener("keydown", (event) => {
        // Shift is held down in a key event of its own, which is no step.
        if (event.key === "Shift") return;
        last = ended = null;
        requestAnimationFrame(() => window.frames_.push(last !== null && ended === last));
      }, { capture: true });
    });
    for (let turn = 0; turn < 20; turn += 1) {
      await step(page, turn);
      await page.waitForFunction((count) => window.frames_.length === count, turn + 1);
    }
    assert.deepEqual(await page.evaluate(() => window.frames_), Array(20).fill(true));
    await context.close();
  },

  "a renderer that is killed in mid-edit, 25 times, loses no step but the one in flight": (given) => killedInVain(given),

  "and 25 times more": (given) => killedInVain(given),

  "the same with writing put off for a moment would show": async ({ browser, url, expect }) => {
    expect(BLOCKED);
    const context = await browser.newContext(ALONE);
    const early = await bare(context, url);
    await writeFirstVersion(early, records(NAMES));
    await early.close();
    const putOff = () => (window.queueMicrotask = (work) => setTimeout(work, 40));
    const late = await killed(context, url, 4, putOff);
    assert.ok(late.some((lost) => lost > 0), `put off, and nothing lost: ${late}`);
  },

  "a second tab shows an article to read, and takes it over": async ({ browser, url }) => {
    const { page: first, context } = await visit(browser, url);
    await openSample(first);
    const second = await context.newPage();
    await second.goto(url);
    await settled(second);
    await second.waitForFunction(() => document.querySelector("[role=alert]").textContent.includes("open in another tab"));
    const before = await state(second);
    assert.deepEqual(before, await state(first));
    await firstMark(second).click();
    await second.keyboard.press("x");
    assert.deepEqual(await state(second), before, "nothing is changed where it can only be read");
    await second.keyboard.press("Escape");

    // Steps in turn, with the article going from one tab to the other and back.
    const taken = async (page, other) => {
      await button(page, "Take over here").click();
      await page.waitForFunction(() => document.querySelector("[role=status]").textContent.includes("You can change this article here now"));
      await other.getByRole("button", { name: "Take over here" }).waitFor();
      await same(page, other);
    };
    const relabelled = async (page, nth) => {
      await page.locator("mark[data-layer=entity][data-first]").nth(nth).click();
      await page.keyboard.press("x");
      await page.keyboard.press("Escape");
    };
    await relabelled(first, 0);
    for (let turn = 1; turn <= 4; turn += 1) {
      const [page, other] = turn % 2 ? [second, first] : [first, second];
      await taken(page, other);
      await relabelled(page, turn);
      await relabelled(page, turn + 1);
    }
    const { logs: [log] } = await database(first);
    assert.deepEqual(log, log.map((_, index) => index), "one log without a gap");
    const last = await state(first);
    await first.close();
    // Where the other tab is gone, the article can be changed at once.
    await second.getByRole("button", { name: "Take over here" }).waitFor({ state: "detached" });
    assert.deepEqual(await state(second), last);
    await second.keyboard.press("u");
    await second.waitForFunction((before) => document.querySelectorAll("article mark").length !== before, last.length);
  },

  "other articles are each tab's own, and lists follow": async ({ browser, url }) => {
    const { page: first, context } = await visit(browser, url);
    await openSample(first);
    const second = await context.newPage();
    await second.goto(url);
    await settled(second);
    await button(second, "New article").click();
    const earlier = (page) => page.locator(".documents .lines li:not([aria-current])");
    await earlier(second).first().waitFor();
    assert.equal(await earlier(second).count(), 1);
    await openText(second, TEXT);
    assert.equal(await second.getByRole("button", { name: "Take over here" }).count(), 0);
    await first.getByText("Documents", { exact: true }).click();
    await earlier(first).filter({ hasText: TEXT }).waitFor();
    // An article that another tab works on is not removed under its hands.
    await earlier(first).getByRole("button", { name: /remove/i }).click();
    await earlier(first).getByRole("button", { name: /remove/i }).click();
    await first.waitForFunction(() => document.querySelector("[role=alert]").textContent.includes("open in another tab"));
    assert.equal(await earlier(first).count(), 1);
    await second.close();
    // The button asks once more if the list was drawn anew.
    for (let turn = 0; turn < 3 && (await earlier(first).count()) > 0; turn += 1) {
      await earlier(first).getByRole("button", { name: /remove/i }).click();
      await first.waitForTimeout(300);
    }
    assert.equal(await earlier(first).count(), 0);
  },

  "a tab that does not answer has its article taken, and loses nothing": async ({ browser, url }) => {
    const { page: first, context } = await visit(browser, url);
    await openSample(first);
    const second = await context.newPage();
    await second.goto(url);
    await settled(second);
    await second.getByRole("button", { name: "Take over here" }).waitFor();
    await firstMark(first).click();
    await first.keyboard.press("Escape");
    const busy = first.evaluate(() => { for (const end = Date.now() + 4000; Date.now() < end; ); });
    // A key that is pressed meanwhile acts when the tab wakes up.
    const late = first.keyboard.press("x");
    await button(second, "Take over here").click();
    await second.waitForFunction(() => document.querySelector("[role=status]").textContent.includes("You can change this article here now"));
    await second.locator("mark[data-layer=entity][data-first]").nth(3).click();
    await second.keyboard.press("x");
    await saved(second);
    await Promise.all([busy, late]);
    await first.waitForFunction(() => document.querySelector("[role=alert]").textContent.includes("another tab"));
    for (const log of (await database(second)).logs) assert.deepEqual(log, log.map((_, index) => index));
    const there = await state(second);
    await second.reload();
    await settled(second);
    assert.deepEqual(await state(second), there);
  },

  "a later version in another tab has this one reload": async ({ browser, url }) => {
    const { page, context } = await visit(browser, url);
    await openSample(page);
    const before = await state(page);
    const later = await bare(context, url);
    const version = await later.evaluate(() => new Promise((resolve) => {
      const request = indexedDB.open("postil", 3);
      request.onblocked = () => resolve("blocked");
      request.onsuccess = () => resolve(request.result.version);
    }));
    assert.equal(version, 3, "the tab lets go of the database at once");
    await button(page, "Reload").waitFor();
    await firstMark(page).click();
    await page.keyboard.press("x");
    assert.deepEqual(await state(page), before, "nothing is done that could not be kept");
    await picture(page, "keeping-later-version");
  },

  "full storage is told, exported from, and caught up with": async ({ browser, url }) => {
    const { page, enlarge } = await turnedAway(browser, url);
    assert.match(await alert(page).textContent(), /its storage is full/);
    await page.locator("mark[data-layer=entity][data-first]").nth(2).click();
    await page.keyboard.press("x");
    await page.keyboard.press("Escape");
    assert.deepEqual(await violations(page), []);
    await picture(page, "keeping-full");
    const there = await state(page);
    const file = JSON.parse((await exported(page, "Export now")).text);
    assert.equal(file.log.filter((edit) => edit.action === "reject").length, 2, "what the browser refused is in the file");

    // Another article meanwhile, and back: what is held in memory is found.
    await openAnother(page);
    await page.getByRole("region", { name: "Earlier articles" }).getByRole("button", { name: /^Fire at Port/ }).click();
    await page.waitForSelector("article mark");
    assert.deepEqual(await state(page), there);

    await enlarge();
    await button(page, "Try again").click();
    await kept(page);
    await page.reload();
    await settled(page);
    assert.deepEqual(await state(page), there);
    for (const log of (await database(page)).logs) assert.deepEqual(log, log.map((_, index) => index));
  },

  "what was refused is caught up with by itself": async ({ browser, url }) => {
    const { page, enlarge } = await turnedAway(browser, url);
    await enlarge();
    await kept(page);
    const there = await state(page);
    await page.reload();
    await settled(page);
    assert.deepEqual(await state(page), there);
  },

  "little room is told quietly": async ({ browser, url }) => {
    // Chromium tells every page that 10 GiB are left, whatever is: another browser's answer stands in for it.
    const context = await browser.newContext();
    await context.addInitScript(() => {
      // Pages that are no secure context have none, such as the blank one before Postil.
      if (!window.StorageManager) return;
      StorageManager.prototype.estimate = async () => ({ quota: 20_000_000, usage: 7_900_000 });
    });
    const page = await context.newPage();
    await page.goto(url);
    await openSample(page);
    await page.waitForFunction(() => document.querySelector(".status").textContent.includes("About 12 MB of room are left"));
    assert.equal(await alert(page).textContent(), "");
  },

  "a browser without storage works in memory until it has some": async ({ browser, url }) => {
    const context = await browser.newContext();
    await context.addInitScript(() => {
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function (...given) {
        if (!localStorage.getItem("allowed")) throw new DOMException("no", "SecurityError");
        return open.apply(this, given);
      };
    });
    const page = await context.newPage();
    await page.goto(url);
    await ready(page);
    await refused(page);
    await page.getByRole("textbox", { name: "Article text" }).fill(TEXT);
    await button(page, "Annotate").click();
    await page.waitForFunction(() => document.querySelector("[role=status]").textContent.includes("annotations"));
    await firstMark(page).click();
    await page.keyboard.press("x");
    const there = await state(page);
    await openAnother(page);
    await page.getByRole("region", { name: "Earlier articles" }).getByRole("button", { name: /^Mayor/ }).click();
    await page.waitForFunction((count) => document.querySelectorAll("article mark").length === count, there.length);
    assert.deepEqual(await state(page), there);
    await page.evaluate(() => localStorage.setItem("allowed", "yes"));
    await kept(page);
    await saved(page);
    await page.reload();
    await settled(page);
    assert.deepEqual(await state(page), there);
  },

  "an article that is open while the browser's data is cleared is kept again": async ({ browser, url }) => {
    const { page, context } = await visit(browser, url);
    await openText(page, TEXT);
    const there = await state(page);
    const client = await context.newCDPSession(page);
    await client.send("Storage.clearDataForOrigin", { origin: new URL(url).origin, storageTypes: "indexeddb" });
    await page.waitForTimeout(500);
    await saved(page);
    await page.reload();
    await settled(page);
    assert.deepEqual(await state(page), there);
  },

  "a damaged log gives what can be read of it, and goes on from there": async ({ browser, url }) => {
    const damages = [
      { log: [[0, JSON.stringify(NAMES[0])], [1, "{\"number\":1,"]], left: ["Awa Kone"] },
      { log: [[0, "<script>"], [1, JSON.stringify(NAMES[1])]], left: ["Paris"] },
      { log: [[1, JSON.stringify(NAMES[1])]], left: ["Paris"] },
      { log: [[0, JSON.stringify(edit(0, annotation(0, 6, 9999, "PERSON")))], [1, JSON.stringify(NAMES[1])]], left: ["Paris"] },
      { log: [[0, 7], [1, JSON.stringify({ ...NAMES[1], undoes: 4000000000 })]], left: ["Paris"] },
    ];
    for (const { log, left } of damages) {
      const context = await browser.newContext();
      const early = await bare(context, url);
      await writeFirstVersion(early, log);
      const page = await context.newPage();
      await page.goto(url);
      await settled(page);
      assert.deepEqual(await marks(page), left);
      assert.match(await alert(page).textContent(), /1 of the 2 steps of this article could not be read back/);
      await page.keyboard.press("u");
      await page.waitForSelector("article mark", { state: "detached" });
      await page.keyboard.press("Shift+u");
      await page.waitForSelector("article mark");
      await saved(page);
      await page.reload();
      await settled(page);
      assert.deepEqual(await marks(page), left);
      assert.equal(await alert(page).textContent(), "", "told once");
      await context.close();
    }
  },

  "a backup brings everything back after all is wiped": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openSample(page);
    await firstMark(page).click();
    await page.keyboard.press("x");
    await page.keyboard.press("Escape");
    const fire = await state(page);
    await openAnother(page);
    await openText(page, TEXT);
    const mayor = await state(page);
    await page.getByText("Documents", { exact: true }).click();
    await picture(page, "keeping-backup", { fullPage: true });
    const file = await exported(page, "Back up everything");
    assert.match(file.name, /^postil-backup-\d{4}-\d\d-\d\d\.json$/);

    const other = await visit(browser, url);
    await restored(other.page, file.text, /2 articles restored\./);
    await other.page.getByRole("region", { name: "Earlier articles" }).getByRole("button", { name: /^Mayor/ }).click();
    await settled(other.page);
    assert.deepEqual(await state(other.page), mayor);
    await button(other.page, "New article").click();
    await other.page.getByRole("region", { name: "Earlier articles" }).getByRole("button", { name: /^Fire/ }).click();
    await settled(other.page);
    assert.deepEqual(await state(other.page), fire);
    await other.page.keyboard.press("u");
    await other.page.waitForFunction((count) => document.querySelectorAll("article mark").length !== count, fire.length);
    await other.page.keyboard.press("Shift+u");
    await other.page.waitForFunction((count) => document.querySelectorAll("article mark").length === count, fire.length);
    assert.deepEqual(other.troubles, []);

    // Once more: nothing twice. The undo and redo made the history here the longer one.
    await other.page.getByText("Documents", { exact: true }).click();
    await restored(other.page, file.text, /2 articles here already\./);
    // And back into the first browser, which has fewer steps.
    const longer = await exported(other.page, "Back up everything");
    await restored(page, longer.text, /1 article brought up to the longer history of the backup, 1 article here already\./);
  },

  "articles that went two ways are both kept, and settings are": async ({ browser, url }) => {
    const { page, context } = await visit(browser, url);
    await openSample(page);
    await page.getByText("Documents", { exact: true }).click();
    const file = await exported(page, "Back up everything");
    const backup = JSON.parse(file.text);
    backup.documents[0].log[0].at += 1;
    backup.settings = { colour: "\"blue\"" };
    for (const words of [/1 article kept beside the one that went another way here\./, /1 article here already\./]) {
      await restored(page, JSON.stringify(backup), words);
      const beside = page.locator(".documents .lines li").filter({ hasText: "(restored)" });
      await beside.first().waitFor();
      assert.equal(await beside.count(), 1);
    }
    const again = JSON.parse((await exported(page, "Back up everything")).text);
    assert.equal(again.settings.colour, backup.settings.colour);
    assert.equal(again.documents.length, 2);
    await context.close();
  },

  "a broken, foreign or cut file restores nothing and says why": async ({ browser, url }) => {
    const { page } = await cramped(browser, url);
    await openSample(page);
    await page.getByText("Documents", { exact: true }).click();
    const { text } = await exported(page, "Back up everything");
    const before = await database(page);
    const cases = [
      [text.slice(0, text.length / 2), /cut off/],
      [text.replace("postil-backup/1", "postil-backup/9"), /later Postil/],
      ["{\"schema\":\"label-studio\"}", /no backup of Postil/],
      ["Dear all, here is the file.", /broken, or no backup/],
      [text.replace("\"text\":\"", "\"text\":\"X"), /its text or its steps were changed/],
      [Buffer.from([0xff, 0xfe, 0x00]), /not UTF-8/],
    ];
    for (const [content, cause] of cases) {
      await page.getByLabel("Restore a backup").setInputFiles({ name: "b.json", mimeType: "application/json", buffer: Buffer.from(content) });
      await page.waitForFunction((cause) => new RegExp(cause).test(document.querySelector("[role=alert]").textContent), cause.source);
      assert.match(await alert(page).textContent(), /Nothing was changed\./);
    }
    assert.deepEqual(await database(page), before);
    // Storage that becomes full in the middle of it: all or nothing.
    const backup = JSON.parse(text);
    backup.documents[0].record.id -= 1;
    await fill(page);
    await page.getByLabel("Restore a backup").setInputFiles({ name: "b.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(backup)) });
    await page.waitForFunction(() => document.querySelector("[role=alert]").textContent.includes("(its storage is full). Nothing was changed."));
    assert.deepEqual(await database(page), before);
  },

  "the backup's buttons and the notices have no violation in any look": async ({ browser, url }) => {
    await inEveryLook(browser, url, { width: 320, height: 700 }, async (page, look) => {
      const second = await page.context().newPage();
      await openSample(page);
      await second.goto(url);
      await settled(second);
      await second.getByRole("button", { name: "Take over here" }).waitFor();
      await second.getByText("Documents", { exact: true }).click();
      assert.deepEqual(await violations(second), [], look);
      assert.ok(await second.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${look}: nothing is wider than the window`);
      await second.getByLabel("Restore a backup").scrollIntoViewIfNeeded();
      await picture(second, `keeping-${look}`);
    });
  },
};

/** Puts the article away; the first page is there. */
async function openAnother(page) {
  await button(page, "New article").click();
  await page.getByRole("textbox", { name: "Article text" }).waitFor();
}

async function restored(page, text, words) {
  await page.getByLabel("Restore a backup").setInputFiles({ name: "backup.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await page.waitForFunction((words) => new RegExp(words).test(document.querySelector("[role=status]").textContent), words.source);
}
