// What the browser keeps: earlier versions of the database, killed tabs, two tabs, full storage, backups.
import assert from "node:assert/strict";
import { ready, settled, visit } from "../page.mjs";

const TEXT = "Mayor Awa Kone spoke in Paris.";
const annotation = (id, start, end, label) => ({
  id, layer: "entity", label, spans: [[start, end]], attributes: {}, confidence: null, origin: "human", state: "accepted", orphan: null,
});
const edit = (number, annotation) => ({
  number, author: { human: null }, at: 1700000000000 + number, action: "annotate", changes: [{ annotation: { after: annotation } }],
});

/** A page of the same origin on which Postil does not run. */
async function bare(context, url) {
  const page = await context.newPage();
  await page.route("**/bare.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
  await page.goto(`${url}bare.html`);
  return page;
}

/** Writes a database of version 1 by hand, as the first Postil would have. */
const writeFirstVersion = (page, { id, text, edits }) =>
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
    for (const edit of edits) transaction.objectStore("edits").put(JSON.stringify(edit), [id, edit.number]);
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
  }, { id, text, edits });

/** The version of the database and the names of its object stores. */
const shape = (page) =>
  page.evaluate(async () => {
    const request = indexedDB.open("postil");
    const database = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const found = { version: database.version, stores: [...database.objectStoreNames] };
    database.close();
    return found;
  });

export default {
  "what version 1 of the database kept is there, with its steps": async ({ browser, url }) => {
    const context = await browser.newContext();
    const early = await bare(context, url);
    await writeFirstVersion(early, { id: 1700000000000, text: TEXT, edits: [edit(0, annotation(0, 6, 14, "PERSON")), edit(1, annotation(1, 24, 29, "GPE"))] });
    const page = await context.newPage();
    await page.goto(url);
    await ready(page);
    await settled(page);
    assert.deepEqual(await page.locator("article mark").allTextContents(), ["Awa Kone", "Paris"]);
    await page.keyboard.press("u");
    assert.deepEqual(await page.locator("article mark").allTextContents(), ["Awa Kone"]);
    await page.waitForTimeout(100);
    assert.deepEqual(await shape(early), { version: 2, stores: ["documents", "edits", "settings", "texts"] });
    await page.reload();
    await settled(page);
    assert.deepEqual(await page.locator("article mark").allTextContents(), ["Awa Kone"]);
    await context.close();
  },
};
