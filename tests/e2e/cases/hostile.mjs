// Hostile input through every door: nothing in it runs, becomes an element, or is shown as anything but its own text. What
// the content security policy would refuse never comes so far as to be refused: watch.mjs fails a case for it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { exported, openText, settled, visit } from "../page.mjs";

const CORPUS = JSON.parse(readFileSync("fixtures/hostile.json", "utf8"));
const SOME = CORPUS.filter((_, index) => index % 7 === 0);
const HARMLESS = "Mayor Ana Konaté said 12 people fled Paris.";
const ALL = [HARMLESS, ...CORPUS.map(({ markup }) => markup)].join("\n\n");
const box = (page) => page.getByRole("textbox", { name: "Article text" });

/** A page on which everything that hostile input could bring about is noted. */
async function armed(browser, url) {
  const visited = await visit(browser, url);
  const { context, page } = visited;
  const ran = [];
  await context.exposeBinding("__canary", () => ran.push("a script ran"));
  context.on("page", () => ran.push("a window was opened"));
  page.on("dialog", (dialog) => ran.push(`a dialog: ${dialog.message()}`) && dialog.dismiss());
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame() || !frame.url().startsWith(url)) ran.push(`gone to ${frame.url()}`);
  });
  return { ...visited, ran };
}

/** What stands in the page and is not of its making. Every markup of the corpus has an attribute `x-evil`. */
const foreign = (page) =>
  page.evaluate(() => {
    const found = [];
    const look = (root) => {
      for (const element of root.querySelectorAll("*")) {
        const is = (selector) => element.matches(selector);
        const odd = [...element.attributes].filter(({ name, value }) =>
          name.startsWith("on") || name === "x-evil" || name === "style" && /url|expression/.test(value)
          || ["href", "src", "action", "formaction", "data"].includes(name) && /^\W*(javascript|data):|example\.org/i.test(value));
        if (odd.length > 0 || is("body script, iframe, frame, object, embed, applet, base, portal, xss, math, body meta, body style, body link")) {
          found.push(element.outerHTML.slice(0, 120));
        }
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    if (document.getElementById("postil")?.parentElement !== document.body) found.push("the page's own place is gone");
    return found;
  });

async function unharmed({ page, ran }, where = "") {
  assert.deepEqual(await foreign(page), [], where);
  assert.deepEqual(ran, [], where);
}

/** Text as it is read, whatever white space stands between its parts. A parser makes that sign of a null. */
const read = (text) => text.replaceAll("\0", "\ufffd").replace(/\s/g, "");
const shown = async (page) => read((await page.locator("article .column").allTextContents()).join(""));

function give(page, selector, type, data) {
  return page.evaluate(({ selector, type, data, files }) => {
    const transfer = new DataTransfer();
    for (const [kind, content] of data) transfer.setData(kind, content);
    for (const [name, kind, content] of files) transfer.items.add(new File([content], name, { type: kind }));
    const options = { bubbles: true, cancelable: true };
    const event = type === "paste" ? new ClipboardEvent(type, { ...options, clipboardData: transfer }) : new DragEvent(type, { ...options, dataTransfer: transfer });
    document.querySelector(selector).dispatchEvent(event);
  }, { selector, type, data: data.texts ?? [], files: data.files ?? [] });
}
const paste = (page, html) => give(page, "textarea", "paste", { texts: [["text/html", html], ["text/plain", "plain"]] });
const drop = (page, data) => give(page, ".first", "drop", data);
const newArticle = (page) => page.getByRole("button", { name: "New article" }).click();

/** A file as another program could have written it, with the corpus wherever a name or a value stands. */
function importable() {
  const words = CORPUS.map((_, index) => `Word${index}`);
  const annotations = CORPUS.map(({ markup }, index) => ({
    id: index,
    layer: ["entity", "quotation", "quantity", markup][index % 4],
    label: index % 3 ? markup : "PERSON",
    spans: [[words.slice(0, index).join(" ").length + (index > 0), words.slice(0, index + 1).join(" ").length]],
    attributes: { [markup]: markup, note: markup, entity: markup, kind: markup, value: markup, unit: markup, name: markup, cue: markup },
    origin: "human",
    state: "accepted",
  }));
  const relations = CORPUS.map(({ markup }, index) => ({
    id: 1000 + index, kind: index % 2 ? markup : "source", from: index, to: (index + 1) % CORPUS.length, origin: "human", state: "accepted",
  }));
  return { schema: "postil/1", offsets: "codepoint", text: words.join(" "), annotations, relations };
}

export default {
  "what watches for hostile input sees it": async ({ browser, url, expect }) => {
    expect(/refused by the policy|Content Security Policy|ERR_|404/);
    const visited = await armed(browser, url);
    await visited.page.evaluate(() => (document.querySelector(".first").innerHTML += "<img x-evil src=x onerror=__canary()>"));
    assert.equal((await foreign(visited.page)).length, 1);
    await visited.page.evaluate(() => window.__canary());
    assert.deepEqual(visited.ran, ["a script ran"]);
  },

  "hostile HTML that is pasted becomes text, piece by piece": async ({ browser, url }) => {
    const visited = await armed(browser, url);
    const { page } = visited;
    for (const [index, { name, markup }] of CORPUS.entries()) {
      await paste(page, `<p>Before ${index}.</p>${markup}`);
      await page.waitForFunction((index) => document.querySelector("textarea").value.includes(`Before ${index}.`), index);
      assert.deepEqual(visited.ran, [], name);
      if (index % 10 === 0) await unharmed(visited, name);
    }
    const text = await box(page).inputValue();
    assert.doesNotMatch(text, /<script[^<]*<\/script>$/m);
    await page.getByRole("button", { name: "Annotate", exact: true }).click();
    await page.waitForSelector("article .paragraph");
    assert.equal(await shown(page), read(text));
    await unharmed(visited);
  },

  "hostile text is shown as it is": async ({ browser, url }) => {
    const visited = await armed(browser, url);
    const { page } = visited;
    await openText(page, ALL);
    assert.equal(await shown(page), read(ALL));
    await unharmed(visited);
    // What is marked is as harmless as what is not.
    await page.locator("body").press("e");
    for (const layer of ["Sources"]) await page.getByRole("switch", { name: layer }).click();
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Escape");
    }
    await unharmed(visited);
  },

  "hostile files that are dropped or opened are text, or are refused with a message": async ({ browser, url }) => {
    const visited = await armed(browser, url);
    const { page } = visited;
    const html = `<h1>${HARMLESS}</h1>${CORPUS.map(({ markup }) => `<p>${markup}</p>`).join("\n")}`;
    for (const [name, kind, content] of [
      ["\"><img x-evil src=x onerror=__canary()>.html", "text/html", html],
      ["<b x-evil>.txt", "text/plain", ALL],
      ["javascript:__canary().md", "text/markdown", ALL],
    ]) {
      await drop(page, { files: [[name, kind, content]] });
      await page.waitForSelector("article .paragraph");
      if (kind !== "text/html") assert.equal(await shown(page), read(content));
      await unharmed(visited, name);
      await newArticle(page);
    }
    const broken = SOME.flatMap(({ markup }) => [markup, JSON.stringify({ schema: markup }), JSON.stringify({ ...importable(), offsets: markup })]);
    for (const content of broken) {
      await drop(page, { files: [["a.json", "application/json", content]] });
      await page.locator(".problem").waitFor();
      await unharmed(visited, content);
      await page.getByRole("button", { name: "Close message" }).click();
    }
    for (const { markup } of SOME) await drop(page, { texts: [["text/plain", markup]] });
    assert.equal(read(await box(page).inputValue()), read(SOME.map(({ markup }) => markup).join("")));
    await box(page).fill("");
    await drop(page, { texts: [["text/html", html]] });
    await page.waitForFunction(() => document.querySelector("textarea").value.includes("Ana Konaté"));
    await unharmed(visited);
  },

  "hostile layers, labels, attributes, notes and relations of an imported file are words": async ({ browser, url }) => {
    const visited = await armed(browser, url);
    const { page } = visited;
    const file = importable();
    await drop(page, { files: [["a.json", "application/json", JSON.stringify(file)]] });
    await page.waitForSelector("article mark");
    await unharmed(visited, "the page");
    const marks = await page.evaluate(() => [...document.querySelectorAll("mark")].map((it) => [Number(it.dataset.id), it.dataset.label]));
    assert.ok(marks.length > CORPUS.length / 2, `${marks.length} marks`);
    for (const [id, label] of marks) assert.equal(read(label), read(file.annotations[id].label), "a label is kept as it is");
    for (const [id] of marks.filter((_, index) => index % 5 === 0)) {
      await page.locator(`mark[data-id="${id}"]`).click();
      await page.locator(".card").waitFor();
      await unharmed(visited, CORPUS[id].name);
      await page.keyboard.press("Escape");
    }
    for (const panel of await page.locator("details.panel").all()) await panel.evaluate((it) => (it.open = true));
    await page.waitForTimeout(300);
    await unharmed(visited, "the panels");
    const [json, csv] = [await exported(page, "JSON"), await exported(page, "CSV")];
    assert.deepEqual(JSON.parse(json.text).annotations.map((it) => it.attributes.note), CORPUS.map(({ markup }) => markup));
    assert.doesNotMatch(csv.text, /(^|,)"?=HYPERLINK/m, "no cell is a formula");
    await page.reload();
    await page.waitForSelector("article mark");
    await unharmed(visited, "after a reload");
  },

  "hostile titles are words in the list, and harmless names of files": async ({ browser, url }) => {
    const visited = await armed(browser, url);
    const { page } = visited;
    for (const { name, markup } of SOME) {
      const title = markup.replaceAll("\n", " ");
      await openText(page, `${title}\n\n${HARMLESS}`);
      for (const button of ["JSON", "CSV"]) {
        assert.match((await exported(page, button)).name, /^[a-z0-9][a-z0-9-]{0,120}(\.postil)?\.(json|csv)$/, name);
      }
      await unharmed(visited, name);
      await newArticle(page);
    }
    const listed = page.getByRole("region", { name: "Earlier articles" }).getByRole("listitem");
    await page.waitForFunction((count) => document.querySelectorAll("main section li").length >= count, SOME.length);
    await unharmed(visited, "the list");
    await page.reload();
    await listed.first().waitFor();
    const titles = (await listed.allTextContents()).map(read);
    for (const { markup } of SOME) {
      const start = read([...markup.trim().replaceAll("\n", " ")].slice(0, 40).join("").trim());
      assert.ok(titles.some((title) => title.includes(start) || title.includes(start.replaceAll("\ufffd", "\0"))), JSON.stringify(markup));
    }
    await unharmed(visited, "the list after a reload");
  },

  "hostile addresses change nothing": async ({ browser, url }) => {
    const visited = await armed(browser, url);
    const { page } = visited;
    for (const { name, markup } of CORPUS) {
      await page.evaluate((markup) => {
        location.hash = markup;
        history.replaceState(null, "", `?${encodeURIComponent(markup)}#${encodeURIComponent(markup)}`);
      }, markup.toWellFormed());
      assert.deepEqual(visited.ran, [], name);
    }
    await unharmed(visited);
    for (const { name, markup } of SOME) {
      const part = encodeURIComponent(markup);
      await page.goto(`${url}?text=${part}&html=${part}&url=javascript:__canary()#${part}`);
      await box(page).waitFor();
      assert.equal(await box(page).inputValue(), "");
      await unharmed(visited, name);
    }
  },

  "hostile words that are looked for are words": async ({ browser, url }) => {
    const visited = await armed(browser, url);
    const { page } = visited;
    await openText(page, ALL);
    await page.keyboard.press("f");
    const find = page.getByRole("region", { name: "Find and label" });
    for (const { name, markup } of SOME) {
      await find.getByRole("textbox").fill(markup.replaceAll("\n", " "));
      await find.locator(".said", { hasText: /place/ }).waitFor();
      await unharmed(visited, name);
    }
    await find.getByRole("checkbox", { name: "Regular expression" }).check();
    for (const expression of ["<img x-evil src=x onerror=__canary()>(", "(?P<b x-evil>", "[<script x-evil>-a]"]) {
      await find.getByRole("textbox").fill(expression);
      await page.waitForFunction(() => document.querySelector(".find [aria-invalid=true]"));
      await unharmed(visited, expression);
    }
  },

  "nesting without end, and attributes without end, are read in a moment": async ({ browser, url }) => {
    const visited = await armed(browser, url);
    const { page } = visited;
    const many = 100_000;
    const deep = {
      "open elements": "<div x-evil>".repeat(many),
      "formatting elements": "<b x-evil><i>".repeat(many / 2),
      "tables in tables": "<table><tr><td>".repeat(many / 4),
      "svg in svg": "<svg x-evil><foreignObject>".repeat(many / 4),
      "templates in templates": "<template>".repeat(many / 4),
      "attributes": `<p ${Array.from({ length: many / 4 }, (_, index) => `a${index}=x`).join(" ")} x-evil onclick=__canary()>`,
      "entities": "&amp;&lt;&#60;".repeat(many),
      "comments": "<!--<script>--".repeat(many),
      "open brackets": "<".repeat(many),
    };
    for (const [name, html] of Object.entries(deep)) {
      const begun = Date.now();
      await paste(page, `<p>Before ${name}.</p>${html}<p>After`);
      await page.waitForFunction((name) => document.querySelector("textarea").value.includes(`Before ${name}.`), name);
      assert.ok(Date.now() - begun < 10_000, `${name}: ${Date.now() - begun} ms`);
      await box(page).fill("");
      await unharmed(visited, name);
    }
  },
};
