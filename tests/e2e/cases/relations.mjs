import assert from "node:assert/strict";
import { exported, inEveryLook, openSample, openText, picture, state, violations, visit } from "../page.mjs";

const TEXT = `“We are safe,” said Awa Kone. It rained all night in Bamako, and Issa Sall stayed at home.

Police said 50 people had left. Mr Sall counted 70 people.`;

const status = (page) => page.locator("[role=status]").textContent();
const heard = (page, words) => page.waitForFunction((words) => document.querySelector("[role=status]").textContent.includes(words), words);
const card = (page) => page.locator(".card");
const chips = (page) => page.locator(".card .relations li");
const mark = (page, layer, words) => page.locator(`mark[data-layer=${layer}][data-first]`, { hasText: words }).first();
const entity = (page, name) => page.locator(".entities li[data-entity]").filter({ has: page.getByRole("button", { name, exact: true }) });
const source = (page, name) => page.locator(".voices-heard > li").filter({ has: page.getByRole("button", { name, exact: true }) });
const current = (page) => page.evaluate(() => [...document.querySelectorAll("mark[aria-current]")].map((it) => it.textContent).join("|"));
const focused = (page) => page.evaluate(() => document.activeElement.textContent);
const named = async (page) => (await page.locator(".entities li[data-entity] > .line").allTextContents()).sort();

/** Goes on by `j` until the words are current. */
async function goTo(page, words) {
  for (let step = 0; step < 20 && (await current(page)) !== words; step += 1) await page.keyboard.press("j");
  assert.equal(await current(page), words);
}

async function choose(page, layer, words) {
  await mark(page, layer, words).click();
  await page.keyboard.press("Escape");
}

/** What the accessibility tree says of the element that has the focus. */
async function accessible(page) {
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  const value = (node, name) => node.properties?.find((it) => it.name === name)?.value?.value;
  const has = nodes.filter((node) => !node.ignored && value(node, "focused") && node.role?.value !== "RootWebArea");
  return { nodes, node: has[0], value };
}

export default {
  "a quotation gets another source by keys alone, as one step, and the source map has it": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openText(page, TEXT);
    await source(page, "Awa Kone").waitFor();
    const before = await state(page);
    await page.locator("body").press("j");
    await goTo(page, "“We are safe,”");
    await page.keyboard.press("t");
    await heard(page, "Choose the other end");
    await goTo(page, "Issa Sall");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.textContent === "Source");
    await page.keyboard.press("Enter");
    await heard(page, "Source of this quotation: Issa Sall.");
    assert.equal(await current(page), "“We are safe,”");
    assert.deepEqual(await chips(page).locator(".chip").allTextContents(), ["Source Issa Sall"]);
    await source(page, "Issa Sall").getByText(/^3 words, all quoted/).waitFor();
    await page.keyboard.press("u");
    await source(page, "Awa Kone").getByText(/^3 words, all quoted/).waitFor();
    assert.deepEqual(await chips(page).locator(".chip").allTextContents(), ["Source Awa Kone"]);
    await page.keyboard.press("Escape");
    assert.deepEqual(await state(page), before);
    assert.deepEqual(troubles, []);
  },

  "what a reader marks as speech is nobody's until it is related to words, then theirs": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openText(page, TEXT);
    await mark(page, "entity", "Bamako").click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("v");
    for (let word = 0; word < 2; word += 1) await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Enter");
    await card(page).getByLabel("Label").selectOption({ label: "Indirect speech" });
    await card(page).getByRole("button", { name: "Add", exact: true }).click();
    await card(page).locator("#card-heard").waitFor({ state: "attached" });
    assert.match(await card(page).locator("#card-heard").textContent(), /^quotation, indirect, \d of \d, accepted$/);
    await page.keyboard.press("t");
    await page.keyboard.press("v");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator(".tie").getByRole("button", { name: "Source", exact: true }).press("Enter");
    await heard(page, "Source of this quotation: Police.");
    assert.match(await card(page).locator("#card-heard").textContent(), /source: Police/);
    await mark(page, "source", "Police").waitFor();
    await source(page, "Police").waitFor();
  },

  "Escape leaves, and nothing is related": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openText(page, TEXT);
    await choose(page, "entity", "Bamako");
    const before = await state(page);
    await page.keyboard.press("t");
    await page.keyboard.press("j");
    await page.keyboard.press("Escape");
    assert.equal(await current(page), "Bamako");
    assert.match(await status(page), /No relation was made/);
    assert.equal(await page.locator(".tie").count(), 0);
    assert.deepEqual(await state(page), before);
  },

  "relating by touch alone": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await openText(page, TEXT);
    await mark(page, "quantity", "50").tap();
    await card(page).getByRole("button", { name: "Relate" }).tap();
    await mark(page, "quantity", "70").tap();
    await page.locator(".tie").getByRole("button", { name: "Contradicts" }).tap();
    await heard(page, "Contradicts: ");
    assert.match((await chips(page).locator(".chip").allTextContents()).join(), /Contradicts 70/);
    await chips(page).filter({ hasText: "Contradicts" }).getByRole("button", { name: /^Remove relation/ }).tap();
    await heard(page, "Relation removed");
    assert.doesNotMatch((await chips(page).locator(".chip").allTextContents()).join(), /Contradicts 70/);
    assert.deepEqual(troubles, []);
  },

  "a relation of one's own is typed in once and offered again": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openText(page, TEXT);
    await choose(page, "entity", "Awa Kone");
    await page.keyboard.press("t");
    await goTo(page, "Bamako");
    await page.keyboard.press("Enter");
    await page.locator(".tie input").fill("mayor of");
    await page.keyboard.press("Enter");
    await heard(page, "mayor of: Bamako.");
    await page.keyboard.press("Escape");
    await page.keyboard.press("t");
    await mark(page, "entity", "Issa Sall").click();
    await page.locator(".tie").getByRole("button", { name: "mayor of" }).click();
    await heard(page, "mayor of: Issa Sall.");
    const file = JSON.parse((await exported(page, "JSON")).text);
    assert.equal(file.relations.filter((it) => it.kind === "mayor of" && it.state === "accepted").length, 2);
  },

  "related ends are outlined in the text; those out of sight are chips that jump": async ({ browser, url }) => {
    const { page } = await visit(browser, url, { viewport: { width: 1200, height: 420 } });
    await openSample(page, "A vote on a dam");
    await mark(page, "entity", "Davit Beridze").click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("t");
    await mark(page, "entity", "Otar Japaridze").click();
    await page.locator(".tie").getByRole("button", { name: "Same as" }).click();
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("mark[data-related]").first().textContent(), "Otar Japaridze");
    const chip = page.locator(".tie .chip");
    await chip.waitFor();
    assert.equal(await chip.textContent(), "Same as Otar Japaridze");
    await chip.focus();
    await page.keyboard.press("Enter");
    assert.equal(await current(page), "Otar Japaridze");
    await page.locator("mark[data-related]", { hasText: "Davit Beridze" }).first().waitFor();
    const seen = await page.locator("mark[aria-current][data-first]").evaluate((it) => {
      const { top, bottom } = it.getBoundingClientRect();
      return top > 0 && bottom < innerHeight;
    });
    assert.ok(seen);
  },

  "the machine's relations are accepted and rejected, and a rejected source is no source": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openText(page, TEXT);
    await source(page, "Awa Kone").waitFor();
    await mark(page, "quotation", "We are safe").click();
    assert.equal(await chips(page).first().getAttribute("data-state"), "suggested");
    await chips(page).getByRole("button", { name: "Accept relation, Source: Awa Kone" }).click();
    await page.waitForSelector(".card .relations li[data-state=accepted]");
    await page.keyboard.press("u");
    await chips(page).getByRole("button", { name: "Reject relation, Source: Awa Kone" }).click();
    await heard(page, "Relation removed: Source.");
    assert.equal(await chips(page).count(), 0);
    assert.doesNotMatch(await card(page).locator("dl").textContent(), /Awa Kone/);
    await page.keyboard.press("u");
    await chips(page).first().waitFor();
    assert.match(await card(page).locator("#card-heard").textContent(), /source: Awa Kone/);
  },

  "an annotation is split at a word, merged again, and its words are added and taken away": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openText(page, TEXT);
    await choose(page, "entity", "Awa Kone");
    const before = await state(page);
    await page.keyboard.press("d");
    await heard(page, "Split in two: “Awa” is the first part.");
    assert.equal(await mark(page, "entity", /^Kone$/).getAttribute("data-label"), "PERSON");
    await page.keyboard.press("m");
    await heard(page, "Merged: “Awa Kone”.");
    await page.keyboard.press("u");
    await page.keyboard.press("u");
    assert.deepEqual(await state(page), before);
    await choose(page, "quotation", "We are safe");
    await page.keyboard.press("d");
    await page.waitForFunction(() => document.activeElement.matches(".cuts button"));
    await page.keyboard.press("ArrowRight");
    assert.equal(await focused(page), "safe");
    await page.keyboard.press("Enter");
    await heard(page, "Split in two: ““We are” is the first part.");
    await page.keyboard.press("u");
    assert.deepEqual(await state(page), before);
    await choose(page, "entity", "Bamako");
    await page.keyboard.press("v");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("+");
    await heard(page, "It has 2 parts.");
    assert.equal(await card(page).locator(".fragments li").count(), 2);
    await card(page).getByRole("button", { name: /^Take away the part/ }).last().click();
    await heard(page, "Part taken away.");
    for (let step = 0; step < 2; step += 1) await page.keyboard.press("u");
    await page.keyboard.press("Escape");
    assert.deepEqual(await state(page), before);
    assert.deepEqual(troubles, []);
  },

  "entities are merged by keys and by dragging, renamed and taken apart, each as one step": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openText(page, TEXT);
    const before = await named(page);
    assert.ok(before.includes("Awa Kone") && before.includes("Issa Sall"), String(before));
    await choose(page, "entity", "Awa Kone");
    await page.keyboard.press("i");
    await page.waitForFunction(() => document.activeElement.matches(".entities .line"));
    await page.getByRole("button", { name: "Same as … for Awa Kone" }).press("Enter");
    await page.getByRole("button", { name: "Same as this: Issa Sall" }).press("Enter");
    await heard(page, "“Awa Kone” and “Issa Sall” are one now: 3 mentions. One Undo takes it back.");
    assert.deepEqual(await named(page), before.filter((name) => name !== "Awa Kone"));
    const file = JSON.parse((await exported(page, "JSON")).text);
    const names = file.annotations.filter((it) => it.layer === "entity" && it.label === "PERSON").map((it) => it.attributes.entity);
    assert.deepEqual(new Set(names), new Set(["Issa Sall"]));
    await page.keyboard.press("u");
    assert.deepEqual(await named(page), before);

    await entity(page, "Awa Kone").dragTo(entity(page, "Issa Sall"));
    await heard(page, "are one now: 3 mentions");
    await page.locator("body").press("u");
    assert.deepEqual(await named(page), before);

    await page.getByRole("button", { name: "Mentions of Issa Sall" }).click();
    await page.getByRole("button", { name: "Rename Issa Sall" }).click();
    await page.getByRole("textbox", { name: "Name of the entity" }).fill("Issa Sall, farmer");
    await page.keyboard.press("Enter");
    await heard(page, "is called “Issa Sall, farmer” now");
    assert.ok((await named(page)).includes("Issa Sall, farmer"));
    await page.locator("body").press("u");
    assert.deepEqual(await named(page), before);
    await entity(page, "Issa Sall").getByRole("button", { name: /^Split off / }).last().click();
    await heard(page, "is an entity of its own now");
    assert.equal((await named(page)).length, before.length + 1);
    await page.locator("body").press("u");
    assert.deepEqual(await named(page), before);
    assert.deepEqual(troubles, []);
  },

  "a screen reader hears what a mark is, whose it is, and its place": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await openText(page, TEXT);
    const quotations = await page.locator("mark[data-layer=quotation][data-first]").count();
    await page.locator("body").press("j");
    await goTo(page, "“We are safe,”");
    const { node } = await accessible(page);
    assert.equal(node.role.value, "mark");
    assert.equal(node.description.value, `quotation, direct, source: Awa Kone, 1 of ${quotations}, suggested`);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".card");
    const dialog = (await accessible(page)).node;
    assert.equal(dialog.role.value, "dialog");
    assert.match(dialog.name.value, /^Direct speech “We are safe,”$/);
    assert.equal(dialog.description.value, node.description.value);
    await page.keyboard.press("Escape");
    await page.keyboard.press("i");
    await choose(page, "entity", "Bamako");
    await page.keyboard.press("i");
    await page.waitForFunction(() => document.activeElement.matches(".entities .line"));
    const tree = await accessible(page);
    assert.equal(tree.node.role.value, "button");
    const item = tree.nodes.find((it) => it.nodeId === tree.node.parentId);
    assert.equal(item.role.value, "listitem");
    const size = await page.locator(".entities li[data-entity]").count();
    assert.equal(await page.locator(".entities li[data-entity]").first().getAttribute("aria-setsize"), String(size));
  },

  "the card covers neither the lists nor the words it is about": async ({ browser, url }) => {
    for (const width of [1000, 1200, 1440, 1800]) {
      const { page, context } = await visit(browser, url, { viewport: { width, height: 900 } });
      await openSample(page, "A vote on a dam");
      const marks = page.locator("p mark[data-first]");
      for (let at = 0; at < 24; at += 3) {
        const id = await marks.nth(at).getAttribute("data-id");
        await page.evaluate((id) => document.querySelector(`mark[data-id="${id}"]`).scrollIntoView({ block: "center" }), id);
        await page.evaluate((id) => document.querySelector(`mark[data-id="${id}"]`).dispatchEvent(new MouseEvent("click", { bubbles: true })), id);
        await page.waitForFunction((id) => document.querySelector("mark[aria-current]")?.dataset.id === id && document.querySelector(".card"), id);
        const covered = await page.evaluate((id) => {
          const card = document.querySelector(".card").getBoundingClientRect();
          const covers = ({ left, right, top, bottom }) => left < card.right && right > card.left && top < card.bottom && bottom > card.top;
          const words = [...document.querySelector(`mark[data-id="${id}"]`).getClientRects()];
          return { lists: covers(document.querySelector(".margin").getBoundingClientRect()), words: words.some(covers), out: card.bottom > innerHeight };
        }, id);
        assert.deepEqual(covered, { lists: false, words: false, out: false }, `${width} px, mark ${at}`);
      }
      await context.close();
    }
  },

  "relations and entities in pictures, wide, narrow, dark and in forced colours, without violations": async ({ browser, url }) => {
    await inEveryLook(browser, url, { width: 320, height: 720 }, async (page, name) => {
      const look = async (what) => {
        await page.waitForTimeout(150);
        assert.deepEqual(await violations(page), [], `${name}, ${what}`);
        await picture(page, `relations-${what}-${name}`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}, ${what}: nothing sticks out`);
      };
      await openSample(page, "A vote on a dam");
      await mark(page, "quotation", "a victory for every household").click();
      await look("card");
      await page.keyboard.press("d");
      await look("split");
      await page.keyboard.press("Escape");
      await page.keyboard.press("t");
      await look("end");
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      await look("kind");
      await page.keyboard.press("Escape");
      await page.keyboard.press("j");
      await look("ends");
      await choose(page, "entity", "Davit Beridze");
      await page.keyboard.press("i");
      await page.waitForTimeout(100);
      await page.getByRole("button", { name: "Same as … for Davit Beridze" }).click();
      await look("entities");
    });
  },
};
