import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { counts, exported, inEveryLook, layerSwitch, openSample, openText, picture, settled, state, violations, visit } from "../page.mjs";

const panel = (page) => page.locator(".panel.labels");
const status = (page) => page.locator("[role=status]").textContent();
const says = (page, words) =>
  page.waitForFunction((words) => document.querySelector("[role=status]").textContent.includes(words), words);
const row = (page, name) => panel(page).getByRole("button", { name, exact: true });
const editor = (page) => panel(page).locator(".label-editor");
const mark = (page, words) => page.locator("mark[data-layer=entity][data-first]", { hasText: words }).first();
const of = (page, label) => page.locator(`mark[data-label="${label}"][data-first]`);
const card = (page) => page.locator(".card");

async function open(page) {
  await panel(page).evaluate((it) => (it.open = true));
  await panel(page).getByRole("button", { name: "Export labels" }).waitFor();
}

/** Writes into a field and leaves it, which is when the page takes it. */
async function write(field, text) {
  await field.fill(text);
  await field.blur();
}

async function start(page, preset) {
  await panel(page).getByLabel("Start from").selectOption({ label: preset });
  await panel(page).getByRole("button", { name: "Start", exact: true }).click();
  const name = preset === "Empty" ? "My labels" : preset;
  await page.waitForFunction((name) => document.querySelector(".set-choice input[type=text]").value === name, name);
  await page.waitForTimeout(50);
  if (preset !== "Empty") await settled(page);
}

async function add(page, field, button, name) {
  await panel(page).getByLabel(field).last().fill(name);
  await panel(page).getByRole("button", { name: button }).last().click();
}

/** A layer "Topics" with the labels "Climate" and "Crime"; climate has the key c. */
async function topics(page) {
  await add(page, "Name of a new layer", "Add layer", "Topics");
  await says(page, "Topics");
  for (const name of ["Climate", "Crime"]) {
    await add(page, "Name of a new label", "Add label", name);
    await row(page, name).waitFor();
  }
  await row(page, "Climate").click();
  await write(editor(page).getByLabel("Key"), "C");
  await panel(page).locator("kbd", { hasText: /^C$/ }).waitFor();
}

/** Selects words of the article by double click on the first and Shift on. */
async function select(page, words) {
  await page.evaluate((words) => {
    const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(words);
      if (at < 0) continue;
      getSelection().setBaseAndExtent(node, at, node, at + words.length);
      return;
    }
  }, words);
  await page.waitForSelector(".card.words");
}

const upload = (page, name, text) =>
  panel(page).getByLabel("Import labels").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });

const TEXT = "Mayor Ana Konaté said 12 people fled Paris on Monday.\n\nThe old lighthouse keeper left after the flood.";

export default {
  "a layer of one's own: labels, a key, words labelled, hidden, exported, undone": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openText(page, TEXT);
    await open(page);
    await topics(page);
    await page.locator("article").focus();
    await select(page, "flood");
    await page.keyboard.press("Shift+C");
    await says(page, "Labelled Climate");
    const made = of(page, "Climate");
    assert.equal(await made.textContent(), "flood");
    assert.equal(await made.getAttribute("data-layer"), "topics");
    assert.match(await made.getAttribute("data-look"), /^\w+ \w+$/);
    const topicSwitch = page.getByRole("switch", { name: "Topics" });
    assert.equal(await topicSwitch.getAttribute("aria-checked"), "true");
    await topicSwitch.click();
    assert.equal(await made.count(), 0);
    await topicSwitch.click();
    assert.equal(await made.count(), 1);

    const native = JSON.parse((await exported(page, "JSON")).text);
    const climate = native.annotations.find((it) => it.label === "Climate");
    assert.deepEqual([climate.layer, climate.quote, climate.origin], ["topics", ["flood"], "human"]);
    assert.match((await exported(page, "CSV")).text, /topics,Climate,.*flood,accepted,human/);
    assert.match((await exported(page, "spaCy JSONL")).text, /"topics:Climate"/);

    await page.locator("article").focus();
    await page.keyboard.press("Escape");
    await page.keyboard.press("u");
    assert.equal(await made.count(), 0);
    await page.keyboard.press("Shift+U");
    assert.equal(await made.count(), 1);
    assert.deepEqual(troubles, []);
  },

  "a key relabels the current annotation, in another layer it labels it as well": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openText(page, TEXT);
    await open(page);
    await topics(page);
    await mark(page, "Paris").click();
    const id = await mark(page, "Paris").getAttribute("data-id");
    await page.keyboard.press("o");
    assert.equal(await page.locator(`mark[data-id="${id}"][data-first]`).getAttribute("data-label"), "ORG");
    await page.keyboard.press("Shift+C");
    await says(page, "as well");
    assert.equal(await of(page, "Climate").textContent(), "Paris");
    assert.equal(await page.locator(`mark[data-id="${id}"][data-first]`).getAttribute("data-label"), "ORG");
    // A command's key stays the command's, and a key in a field is a letter.
    await write(editor(page).getByLabel("Key"), "a");
    await editor(page).locator(".wrong", { hasText: "command “Accept”" }).waitFor();
    const name = panel(page).getByLabel("Name of a new label").last();
    await name.focus();
    await page.keyboard.type("op");
    assert.equal(await name.inputValue(), "op");
  },

  "renamed with its annotations as one step, moved, recoloured, and deleted with or without them": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openSample(page);
    await open(page);
    await mark(page, /./).click();
    await page.keyboard.press("p");
    await page.keyboard.press("Escape");
    const people = await of(page, "PERSON").count();
    await row(page, "Person").click();
    await write(editor(page).getByLabel("Name in exports"), "HUMAN");
    await says(page, "Renamed");
    await settled(page);
    assert.equal(await of(page, "HUMAN").count(), people);
    assert.equal(await of(page, "PERSON").count(), 0);
    assert.equal(await panel(page).locator(".unknown").count(), 0, "nothing is left over");

    // Two labels cannot have one name, and the field says so.
    await write(editor(page).getByLabel("Name in exports"), "ORG");
    await editor(page).locator(".wrong", { hasText: "Two labels of “Entities” are named “ORG”" }).waitFor();
    assert.equal(await of(page, "HUMAN").count(), people);

    await editor(page).getByLabel("Colour").selectOption({ label: "Teal" });
    await editor(page).getByRole("combobox", { name: /^Line/ }).selectOption({ label: "Wave" });
    assert.equal(await of(page, "HUMAN").first().getAttribute("data-look"), "teal wavy");
    await editor(page).getByRole("button", { name: "Move down" }).click();
    await says(page, "is label 2 now");
    await page.waitForFunction(() => document.activeElement?.textContent === "Move down");

    await editor(page).getByRole("button", { name: "Delete label" }).click();
    await editor(page).getByRole("button", { name: "Delete them too" }).click();
    await says(page, "Label deleted");
    assert.equal(await of(page, "HUMAN").count(), 0);
    assert.equal(await row(page, "Person").count(), 0);
    const { entity } = await counts(page);
    await page.locator("article").focus();
    await page.keyboard.press("u");
    assert.ok((await counts(page)).entity > entity, "one Undo brings them back");
    await panel(page).locator(".unknown").waitFor();
    await panel(page).getByRole("button", { name: "Take back" }).click();
    await row(page, "Person").waitFor();
    assert.equal(await panel(page).locator(".unknown").count(), 0);
    assert.deepEqual(troubles, []);
  },

  "a layer of the machine is switched off and on": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openSample(page);
    const before = await counts(page);
    await page.locator("mark[data-layer=quantity][data-first]").first().click();
    await page.keyboard.press("a");
    await page.keyboard.press("Escape");
    await open(page);
    const machine = (name) => panel(page).getByRole("group", { name: "The machine suggests" }).getByLabel(name);
    await machine("Quantities").uncheck();
    await says(page, "suggests nothing in Quantities");
    assert.equal((await counts(page)).quantity, 1, "what was decided on stays");
    assert.equal(await page.locator("mark[data-layer=quantity][data-first]").getAttribute("data-state"), "accepted");
    assert.equal((await counts(page)).entity, before.entity);
    await machine("Quantities").check();
    await settled(page);
    await page.waitForFunction((count) => Number(document.querySelector("#count-quantity").textContent) === count, before.quantity);
    assert.deepEqual(await counts(page), before);
    assert.deepEqual(troubles, []);
  },

  "attributes by kind: set, kept from the wrong, undone, exported": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openText(page, TEXT);
    await open(page);
    await topics(page);
    await row(page, "Climate").click();
    await row(page, "Climate").click();
    const kinds = [["note", "Text"], ["stance", "Choice"], ["urgent", "Yes or no"], ["weight", "Number"]];
    for (const [name, kind] of kinds) {
      await editor(page).getByLabel("Name of a new attribute").fill(name);
      await editor(page).getByRole("button", { name: "Add attribute" }).click();
      await editor(page).getByRole("group", { name: `Attribute ${name}` }).getByLabel("Kind").selectOption({ label: kind });
    }
    const stance = editor(page).getByRole("group", { name: "Attribute stance" });
    await write(stance.getByLabel("Values"), "for, against");
    await write(stance.getByLabel("Begins with"), "against");

    await select(page, "flood");
    await page.keyboard.press("Shift+C");
    await card(page).getByLabel("stance").waitFor();
    assert.equal(await card(page).getByLabel("stance").inputValue(), "against", "it begins so");
    await card(page).getByLabel("stance").selectOption("for");
    await says(page, "stance: for");
    await card(page).getByLabel("urgent").selectOption({ label: "Yes" });
    await write(card(page).getByLabel("weight"), "heavy");
    await says(page, "no number");
    assert.equal(await card(page).getByLabel("weight").inputValue(), "");
    await write(card(page).getByLabel("weight"), "2.5");
    await write(card(page).getByLabel("note"), "see <b>map</b>");
    const attributes = async () => JSON.parse((await exported(page, "JSON")).text).annotations.find((it) => it.label === "Climate").attributes;
    const all = { note: "see <b>map</b>", stance: "for", urgent: "true", weight: "2.5" };
    assert.deepEqual(await attributes(), all);
    assert.match((await exported(page, "CSV")).text, /""weight"":""2.5""/);
    await page.getByRole("button", { name: "Undo" }).click();
    assert.deepEqual(await attributes(), { stance: "for", urgent: "true", weight: "2.5" }, "one Edit each");
    await page.getByRole("button", { name: "Redo" }).click();
    assert.deepEqual(await attributes(), all);
    assert.deepEqual(troubles, []);
  },

  "the guideline and examples stand in the card on demand": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openText(page, TEXT);
    await open(page);
    await row(page, "Person").click();
    await write(editor(page).getByLabel("Guideline"), "Whoever has a name.");
    await write(editor(page).getByLabel("Examples"), "Awa Kone\n\n<i>Ana</i>");
    await mark(page, "Konaté").click();
    const guideline = card(page).locator(".guideline");
    assert.equal(await guideline.getByText("Whoever has a name.").isVisible(), false);
    await guideline.locator("summary").click();
    assert.equal(await guideline.getByText("Whoever has a name.").isVisible(), true);
    assert.deepEqual(await guideline.locator("li").allTextContents(), ["Awa Kone", "<i>Ana</i>"]);
  },

  "a set goes out and comes in again; what is no set changes nothing": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openText(page, TEXT);
    await open(page);
    await topics(page);
    const waiting = page.waitForEvent("download");
    await panel(page).getByRole("button", { name: "Export labels" }).click();
    const download = await waiting;
    assert.equal(download.suggestedFilename(), "ontonotes.labels.json");
    const text = readFileSync(await download.path(), "utf8");
    assert.equal(JSON.parse(text).schema, "postil-labels/1");
    await start(page, "Empty");
    assert.equal(await row(page, "Climate").count(), 0);
    const before = await panel(page).innerText();
    const marks = await state(page);
    const wrong = [
      [text.slice(0, 900), "whole file"],
      ["{}", "does not name its format"],
      [text.replace("labels/1", "labels/7"), "Update Postil"],
      [JSON.stringify({ schema: "postil/1", text: "" }), "not a label set"],
      [text.replace('"Crime"', '"Climate"'), "Two labels"],
    ];
    for (const [broken, told] of wrong) {
      await upload(page, "set.json", broken);
      const problem = page.locator(".status .problem", { hasText: told });
      await problem.waitFor();
      assert.match(await problem.textContent(), /Nothing has changed/);
      await page.getByRole("button", { name: "Close message" }).click();
      assert.equal(await panel(page).innerText(), before);
    }
    assert.deepEqual(await state(page), marks);
    await upload(page, "set.json", text);
    await row(page, "Climate").waitFor();
    await settled(page);

    // A key that a command has is taken away, and the reader is told.
    await upload(page, "set.json", text.replace('"key": "C"', '"key": "a"'));
    await page.waitForFunction(() => /lost their keys.*Climate/.test(document.querySelector("[role=status]").textContent));
    // Nothing in a set is markup.
    await upload(page, "set.json", text.replace('"Crime"', '"<img src=x onerror=alert(1)>"'));
    await row(page, "<img src=x onerror=alert(1)>").waitFor();
    assert.equal(await page.locator("img").count(), 0);
    assert.deepEqual(troubles, []);
  },

  "another set under annotations: nothing is lost, what it does not know is listed and relabelled": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openText(page, TEXT);
    await mark(page, "Paris").click();
    await page.keyboard.press("a");
    await page.keyboard.press("Escape");
    await open(page);
    await start(page, "CoNLL");
    await settled(page);
    assert.equal(await of(page, "GPE").count(), 1, "what was decided on stays, and is shown");
    assert.ok((await of(page, "PER").count()) >= 1, "the machine speaks the new set's words");
    assert.equal(await of(page, "PERSON").count(), 0);
    const unknown = panel(page).locator(".unknown");
    assert.match(await unknown.textContent(), /Country, city or state.*1 annotation/);
    await unknown.getByRole("button", { name: "Relabel as Place" }).click();
    await says(page, "Relabelled");
    assert.equal(await of(page, "LOC").textContent(), "Paris");
    assert.equal(await unknown.count(), 0);
    await page.locator("article").focus();
    await page.keyboard.press("u");
    await unknown.getByRole("button", { name: /^Add Country/ }).click();
    await row(page, "Country, city or state").waitFor();
    assert.equal(await unknown.count(), 0);

    await start(page, "Empty");
    assert.equal(await of(page, "GPE").count(), 1);
    assert.equal(await page.locator("mark[data-state=suggested]").count(), 0);
    assert.equal(await page.locator(".layers").getByRole("switch").count(), 1, "only a layer that holds something has a switch");
    await start(page, "OntoNotes");
    await settled(page);
    assert.ok((await of(page, "PERSON").count()) >= 1);
    assert.deepEqual(troubles, []);
  },

  "the set is there again after a reload, and what was read under another comes in line": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openText(page, TEXT);
    const first = await counts(page);
    await page.getByRole("button", { name: "New article" }).click();
    await openText(page, "Ana Konaté said 40 people came to Lagos.");
    await open(page);
    await topics(page);
    await panel(page).getByRole("group", { name: "The machine suggests" }).getByLabel("Quantities").uncheck();
    await select(page, "Lagos");
    await page.keyboard.press("Shift+C");
    await says(page, "Labelled Climate");
    await settled(page);
    await page.reload();
    await settled(page);
    assert.equal(await of(page, "Climate").textContent(), "Lagos");
    assert.equal(await page.getByRole("switch", { name: "Topics" }).getAttribute("aria-checked"), "true");
    await open(page);
    await row(page, "Climate").waitFor();
    assert.equal(await panel(page).locator("kbd", { hasText: /^C$/ }).count(), 1);
    assert.equal(await page.locator("mark[data-layer=quantity]").count(), 0);
    await page.locator(".panel", { hasText: "Documents" }).evaluate((it) => (it.open = true));
    await page.locator(".documents li:not([aria-current]) .line").first().click();
    await page.waitForFunction(() => document.querySelector("article").textContent.startsWith("Mayor"));
    await settled(page);
    assert.ok(first.quantity > 0);
    assert.equal(await page.locator("mark[data-layer=quantity]").count(), 0, "read under another set, yet in line");
    assert.equal(Number(await page.locator("#count-entity").textContent()), first.entity);
    assert.deepEqual(troubles, []);
  },

  "labels by keyboard alone": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openText(page, TEXT);
    await panel(page).locator("summary").first().focus();
    await page.keyboard.press("Enter");
    await panel(page).getByLabel("Name of a new layer").focus();
    await page.keyboard.type("Mood");
    await page.keyboard.press("Enter");
    await says(page, "Layer “Mood” added");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Name of a new label");
    await page.keyboard.type("Fear");
    await page.keyboard.press("Enter");
    await says(page, "Label “Fear” added");
    await page.keyboard.press("Shift+Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Fear");
    await page.keyboard.press("Enter");
    const tabTo = async (name) => {
      for (let step = 0; step < 20; step += 1) {
        await page.keyboard.press("Tab");
        if (await page.evaluate((name) => document.activeElement.closest("label")?.textContent.startsWith(name), name)) return;
      }
      assert.fail(name);
    };
    await tabTo("Key");
    await page.keyboard.type("F");
    await page.keyboard.press("Tab");
    await panel(page).locator("kbd", { hasText: /^F$/ }).waitFor();
    await page.locator("article").focus();
    await page.keyboard.press("v");
    await page.keyboard.press("Shift+F");
    await says(page, "Labelled Fear");
    assert.equal(await of(page, "Fear").count(), 1);
  },

  "labels look right everywhere, and axe finds nothing": async ({ browser, url }) => {
    await inEveryLook(browser, url, { width: 320, height: 720 }, async (page, look) => {
      await openSample(page);
      await open(page);
      await topics(page);
      await select(page, "the");
      await page.keyboard.press("Shift+C");
      await says(page, "Climate");
      await page.keyboard.press("Escape");
      await editor(page).getByLabel("Name of a new attribute").fill("stance");
      await editor(page).getByRole("button", { name: "Add attribute" }).click();
      await editor(page).getByLabel("Kind").selectOption({ label: "Choice" });
      await mark(page, /./).click();
      await card(page).locator(".guideline summary").click();
      assert.deepEqual(await violations(page), [], look);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${look}: nothing is cut off`);
      await picture(page, `labels-${look}`);
      await page.keyboard.press("Escape");
      await panel(page).evaluate((it) => it.scrollIntoView());
      await picture(page, `labels-panel-${look}`);
      await editor(page).scrollIntoViewIfNeeded();
      await picture(page, `labels-editor-${look}`);
    });
  },
};
