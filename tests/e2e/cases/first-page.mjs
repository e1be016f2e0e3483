import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { counts, openSample, openText, picture, settled, violations, visit } from "../page.mjs";

const HOSTILE = `<article><h1>Flood in Dara</h1><p>Mayor Ana Konaté said 12 people fled.</p>
<img src=x onerror="window.__ran = 1"><script>window.__ran = 2</script>
<p onclick="window.__ran=3">“It was dark,” she said.</p><iframe srcdoc="<script>parent.__ran=4</script>"></iframe></article>`;

export default {
  "the first page says what to do and what stays private": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await page.getByRole("textbox", { name: "Article text" }).waitFor();
    assert.match(await page.locator("h1").textContent(), /^Paste a news article/);
    assert.match(await page.locator("main").textContent(), /never sent anywhere/);
    await picture(page, "first-wide");
    assert.deepEqual(troubles, []);
  },

  "pressing Annotate without a text tells what is missing": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await page.getByRole("button", { name: "Annotate", exact: true }).click();
    assert.match(await page.getByRole("alert").textContent(), /no text yet/);
  },

  "HTML that is pasted comes back as text and never runs": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    const box = page.getByRole("textbox", { name: "Article text" });
    await box.focus();
    await page.evaluate((html) => {
      const data = new DataTransfer();
      data.setData("text/html", html);
      data.setData("text/plain", "plain");
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, HOSTILE);
    await page.waitForFunction(() => document.querySelector("textarea").value.includes("12 people"));
    const text = await box.inputValue();
    assert.ok(!text.includes("<") && !text.includes("__ran"), text);
    await page.getByRole("button", { name: "Annotate", exact: true }).click();
    await settled(page);
    assert.equal(await page.evaluate(() => window.__ran), undefined);
    assert.deepEqual(troubles, []);
  },

  "markup in plain text stays text": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    await openText(page, 'Ana Konaté said <img src=x onerror="window.__ran=1"> cost $5 & more.\n\n<script>window.__ran=2</script> was seen in Paris.');
    assert.match(await page.locator("article").innerText(), /<img src=x onerror="window\.__ran=1"> cost \$5 & more\./);
    assert.equal(await page.evaluate(() => window.__ran), undefined);
    assert.deepEqual(troubles, []);
  },

  "a file can be opened": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    await page.getByLabel("Open a file").setInputFiles({
      name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("\ufeffMayor Ana Konaté said 12 people fled Paris.\r\n\r\nShe left."),
    });
    await settled(page);
    assert.ok((await counts(page)).entity > 0);
    assert.equal(await page.locator("article .paragraph").count(), 2);
  },

  "all three samples open": async ({ browser, url }) => {
    const { page, troubles } = await visit(browser, url);
    for (const name of ["A fire in a port", "A vote on a dam", "A race on a river"]) {
      await openSample(page, name);
      const { entity, quotation, quantity } = await counts(page);
      assert.ok(entity > 0 && quotation > 0 && quantity > 0, `${name}: ${entity} ${quotation} ${quantity}`);
      await page.getByRole("button", { name: "New article" }).click();
    }
    assert.equal(await page.getByRole("region", { name: "Earlier articles" }).getByRole("listitem").count(), 3);
    assert.deepEqual(troubles, []);
  },

  "too long a text is refused": async ({ browser, url }) => {
    const { page } = await visit(browser, url);
    const box = page.getByRole("textbox", { name: "Article text" });
    await box.fill("Kept.");
    const folder = await mkdtemp(join(tmpdir(), "postil-"));
    await writeFile(join(folder, "long.txt"), Buffer.alloc(21 << 20, "Ana Kone fled. "));
    await page.getByLabel("Open a file").setInputFiles(join(folder, "long.txt"));
    await page.waitForFunction(() => document.querySelector("[role=alert]").textContent.length > 20);
    assert.equal(await box.inputValue(), "Kept.");
    await rm(folder, { recursive: true });
  },

  "the first page has no violation that axe finds": async ({ browser, url }) => {
    for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 320, height: 640 } }]) {
      const { page, context } = await visit(browser, url, options);
      assert.deepEqual(await violations(page), []);
      await context.close();
    }
  },
};
