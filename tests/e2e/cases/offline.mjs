import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { counts, exported, inEveryLook, openSample, openText, picture, ready, settled, state, violations, visit } from "../page.mjs";
import { serve } from "../server.mjs";

const ARTICLE = `<h1>Flood in Dara</h1><p>Mayor Ana Konaté of Şanlıurfa said 12 people fled Paris.</p>
<p>“It was dark,” she said in Kraków. About 40 houses stand empty.</p>`;
const notice = (page) => page.locator(".newer");
const mark = (page) => page.evaluate(() => document.querySelector("meta[name=test-version]")?.content);

/** Serves a folder of its own, which a case may change and close. */
async function hosted(place, work) {
  const folder = await mkdtemp(join(tmpdir(), "postil-site-"));
  const [first, second] = [join(folder, "1"), join(folder, "2")];
  await cp(place, first, { recursive: true });
  const server = await serve(first, "/some/sub-path/");
  try {
    await work(server, second);
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
}

/** The site once more, its page changed, as another build would have made it. */
async function rebuild(from, to, version) {
  await cp(from, to, { recursive: true });
  const digest = (text) => `sha384-${createHash("sha384").update(text).digest("base64")}`;
  const before = await readFile(join(from, "index.html"), "utf8");
  const after = before.replace("<title>", `<meta name="test-version" content="${version}"><title>`);
  await writeFile(join(to, "index.html"), after);
  const worker = await readFile(join(from, "offline.js"), "utf8");
  assert.ok(worker.includes(digest(before)), "the list has the page's digest");
  const changed = worker.replace(digest(before), digest(after)).replace(/VERSION = "\w+"/, `VERSION = "${version}"`);
  await writeFile(join(to, "offline.js"), changed);
}

/** Waits until the browser has kept the whole site, which is when a visit is loaded. */
const kept = (page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
const lookForUpdate = (page) => page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
const cachesOf = (page) => page.evaluate(() => caches.keys());

export default {
  "Postil can be installed: the browser finds nothing amiss in manifest and icons": async ({ browser, url }) => {
    const { page, context } = await visit(browser, url);
    await kept(page);
    const devtools = await context.newCDPSession(page);
    const { errors, data } = await devtools.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    const amiss = (await devtools.send("Page.getInstallabilityErrors")).installabilityErrors.map((it) => it.errorId);
    // A profile for tests keeps nothing, like a private window, where nothing can be installed.
    assert.deepEqual(amiss.filter((it) => it !== "in-incognito"), []);
    const manifest = JSON.parse(data);
    const sizes = await page.evaluate(async (icons) => {
      const link = document.querySelector("link[rel=manifest]").href;
      return Promise.all(icons.map(async ({ src }) => {
        const image = new Image();
        image.src = new URL(src, link);
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }));
    }, manifest.icons);
    manifest.icons.forEach((icon, index) => icon.sizes === "any" || assert.equal(sizes[index], icon.sizes));
    for (const size of ["192x192", "512x512"]) assert.ok(sizes.includes(size), size);
  },

  "once loaded it opens with the server gone, its model and engine too": async ({ browser, place, expect }) => {
    await hosted(place, async (server) => {
      const { page } = await visit(browser, server.url);
      await kept(page);
      assert.match(await page.locator(".private").textContent(), /opens without a network/);
      const module = server.asked.findIndex((it) => it.includes("/models/"));
      assert.ok(module >= 0 && server.asked.findIndex((it) => it.endsWith("/offline.js")) > module, "the first load comes first");
      server.close();
      // The browser looks for a newer version and finds no server.
      expect(/ERR_CONNECTION_REFUSED/);
      await page.reload();
      await ready(page);
      await openSample(page);
      const found = await counts(page);
      assert.ok(found.entity > 10 && found.quotation > 3 && found.quantity > 5, JSON.stringify(found));
      assert.doesNotMatch(await page.locator("footer").textContent(), /rules alone|does not run/);
      await page.goto(`${server.url}index.html?from=home#top`);
      await settled(page);
      assert.deepEqual(await counts(page), found);
      await page.goto(`${server.url}some/where`);
      await settled(page);
      assert.equal(new URL(page.url()).pathname, new URL(server.url).pathname, "the page stands in for what is not there");
      assert.ok(await page.evaluate(() => document.fonts.ready.then(() => document.fonts.check("1em 'Source Serif 4'"))));
    });
  },

  "a newer version is told of, waits for the reader, and keeps what was typed": async ({ browser, place }) => {
    await hosted(place, async (server, next) => {
      const { page } = await visit(browser, server.url);
      await kept(page);
      await rebuild(server.folder, next, "2");
      server.folder = next;
      const before = server.asked.length;
      await lookForUpdate(page);
      await notice(page).waitFor();
      assert.match(await notice(page).textContent(), /A new version of Postil is ready/);
      assert.ok(!server.asked.slice(before).some((it) => it.includes("/models/")), "what has not changed is not asked for again");
      assert.equal(await mark(page), undefined, "nothing is changed under the reader's hands");
      await page.reload();
      await notice(page).waitFor();
      assert.equal(await mark(page), undefined, "nor by loading the page again");
      await page.getByRole("textbox", { name: "Article text" }).fill("Half an article");
      assert.equal((await cachesOf(page)).length, 2);
      await notice(page).getByRole("button", { name: "Reload" }).click();
      await page.waitForFunction(() => document.querySelector("meta[name=test-version]")?.content === "2");
      await ready(page);
      assert.equal(await page.getByRole("textbox", { name: "Article text" }).inputValue(), "Half an article");
      assert.equal(await notice(page).count(), 0);
      assert.equal((await cachesOf(page)).length, 1, "what was kept of the version before is gone");
    });
  },

  "another window goes on with the version it has until it is told otherwise": async ({ browser, place, expect }) => {
    await hosted(place, async (server, next) => {
      const { page, context } = await visit(browser, server.url);
      await kept(page);
      const other = await context.newPage();
      await other.goto(server.url);
      await ready(other);
      await openSample(other);
      // A worker that starts again suggests all anew, under other numbers.
      const found = async () => (await state(other)).map(([layer, label, , decision, words]) => [layer, label, decision, words]);
      const before = await found();
      await rebuild(server.folder, next, "2");
      server.folder = next;
      await lookForUpdate(page);
      await notice(page).getByRole("button", { name: "Reload" }).click();
      await page.waitForFunction(() => document.querySelector("meta[name=test-version]")?.content === "2");
      await notice(other).waitFor();
      assert.equal(await mark(other), undefined);
      assert.deepEqual(await found(), before);
      // Even what it has to load again is of its own version.
      server.close();
      expect(/a test ends this worker|ERR_CONNECTION_REFUSED/);
      await other.workers()[0].evaluate(() => setTimeout(() => { throw new Error("a test ends this worker"); }));
      await other.waitForFunction(() => document.querySelector("[role=status]").textContent.includes("started again"));
      await settled(other);
      await notice(other).getByRole("button", { name: "Reload" }).click();
      await other.waitForFunction(() => document.querySelector("meta[name=test-version]")?.content === "2");
      await settled(other);
      assert.deepEqual(await found(), before);
    });
  },

  "the message of a newer version is seen and read in every look": async ({ browser, place }) => {
    await hosted(place, async (server, next) => {
      await rebuild(server.folder, next, "2");
      const first = server.folder;
      await inEveryLook(browser, server.url, { width: 320, height: 640 }, async (page, name) => {
        await kept(page);
        server.folder = next;
        await lookForUpdate(page);
        await notice(page).waitFor();
        server.folder = first;
        assert.deepEqual(await violations(page), [], name);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await notice(page).scrollIntoViewIfNeeded();
        await picture(page, `newer-${name}`);
        await notice(page).getByRole("button", { name: "Not now" }).click();
        assert.equal(await notice(page).count(), 0);
      });
    });
  },

  "while it is worked on, nothing that another build has kept comes back": async ({ browser, place, expect }) => {
    // A page that is loaded anew leaves what its worker was fetching.
    expect(/^thrown: Failed to fetch/);
    await hosted(place, async (server, next) => {
      const { page } = await visit(browser, server.url);
      await kept(page);
      await rebuild(server.folder, next, "at work");
      const page2 = (await readFile(join(next, "index.html"), "utf8")).replace(/<meta name="postil-offline"[^>]*>/, "");
      await writeFile(join(next, "index.html"), page2);
      await cp("../../www/app/offline-none.js", join(next, "offline.js"));
      server.folder = next;
      await page.reload();
      await page.waitForFunction(() => document.querySelector("meta[name=test-version]")?.content === "at work");
      await ready(page);
      assert.deepEqual(await cachesOf(page), []);
      assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
    });
  },

  "a browser that keeps no site works as before": async ({ browser, url }) => {
    const context = await browser.newContext();
    await context.addInitScript(() => {
      // The empty page before has none.
      if (!window.ServiceWorkerContainer) return;
      ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("no", "SecurityError"));
    });
    const page = await context.newPage();
    await page.goto(url);
    await ready(page);
    await openSample(page);
    assert.ok((await counts(page)).entity > 0);
  },

  "no request after load, through a whole task with the network refused": async ({ browser, place }) => {
    await hosted(place, async (server) => {
      const { page, context, troubles } = await visit(browser, server.url);
      await kept(page);
      await page.waitForLoadState("networkidle");
      const [asked, before] = [[], server.asked.length];
      context.on("request", (request) => asked.push(request.url()));
      await context.route("**", (route) => route.abort());
      await context.setOffline(true);

      // Paste and annotate.
      await page.getByRole("textbox", { name: "Article text" }).focus();
      await page.evaluate((html) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/html", html);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      }, ARTICLE);
      await page.waitForFunction(() => document.querySelector("textarea").value.includes("40 houses"));
      await page.getByRole("button", { name: "Annotate", exact: true }).click();
      await settled(page);
      assert.ok((await counts(page)).entity > 1);

      // Edit, and take one step back.
      await page.locator("mark[data-layer=entity][data-first]").first().click();
      await page.getByRole("dialog").getByLabel("Label").first().selectOption("EVENT");
      await page.keyboard.press("Escape");
      await page.keyboard.press("u");
      await page.keyboard.press("Shift+U");

      // Search and review.
      await page.keyboard.press("f");
      await page.getByRole("region", { name: "Find and label" }).getByRole("textbox").fill("houses");
      await page.locator(".said", { hasText: "1 place" }).waitFor();
      await page.keyboard.press("Escape");
      await page.locator("body").press("r");
      await page.waitForSelector(".card .said");
      for (const key of ["a", "x", "a"]) await page.keyboard.press(key);

      // Export and bring back, put away, a sample.
      const file = await exported(page, "JSON");
      for (const name of ["spaCy JSONL", "CSV"]) assert.ok((await exported(page, name)).text.length > 0, name);
      await page.getByLabel("Import JSON").setInputFiles({ name: file.name, mimeType: "application/json", buffer: Buffer.from(file.text) });
      await settled(page);
      await page.getByRole("button", { name: "New article" }).click();
      await openSample(page, "A race on a river");
      await page.getByRole("button", { name: "New article" }).click();
      await openText(page, "Ğulnara Ömeroğlu told AFP that €5 million was gone.");

      await page.waitForTimeout(500);
      assert.deepEqual(asked.filter((it) => !it.startsWith("blob:")), [], "the page asks for nothing");
      assert.deepEqual(server.asked.slice(before), [], "nothing reaches the server");
      assert.deepEqual(troubles, []);
    });
  },
};
