// How fast the page is in Chromium: `node page.mjs SITE TEXT` prints one JSON object with what `cargo xtask bench page`
// shows. SITE is the folder of the built site; the file TEXT is opened, read by the machine, put away and opened again, so that
// what is measured is a document as the browser keeps it: its text and its whole log from IndexedDB.
//
// All times are milliseconds by the page's own clock. A frame counts as shown when the task after its animation frame runs.

import { launch } from "../tests/e2e/chromium.mjs";
import { counts, settled } from "../tests/e2e/page.mjs";
import { serve } from "../tests/e2e/server.mjs";

const VISITS = 7;
const EDITS = 15;
const FRAMES = 240;

const [site, text] = process.argv.slice(2);
const server = await serve(site, "/");
const browser = await launch();

/** Of some figures, the one in the middle, and the one that 95 of 100 stay below. */
const at = (figures, share) => figures.sort((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(figures.length * share))];
const median = (figures) => at(figures, 0.5);

/** From the start of a first visit, nothing kept and nothing in the cache, until an article can be typed. */
async function readyToType() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector("#article-text")) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => { window.__ready = performance.now(); }));
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(server.url);
  await page.waitForFunction(() => window.__ready);
  const ready = await page.evaluate(() => window.__ready);
  await context.close();
  return ready;
}

/** Opens a text file and waits until the machine has been through it and everything is kept. */
async function read(page, file) {
  await page.goto(server.url);
  await page.waitForSelector("#article-text");
  await page.locator("input[type=file]").first().setInputFiles(file);
  await settled(page);
}

/** How many annotations the switches count, once they have counted all: a long article is counted a little later. */
async function counted(page) {
  const count = async () => {
    const { entity, quotation, quantity } = await counts(page);
    return entity + quotation + quantity;
  };
  for (let last = -1; ;) {
    const now = await count();
    if (now === last) return now;
    last = now;
    await page.waitForTimeout(4000);
  }
}

/** Puts the open article away and opens it again: when its text is seen, and how long after that every mark is there. */
async function reopened(page) {
  const total = await counted(page);
  await page.getByRole("button", { name: "New article" }).click();
  await page.waitForSelector(".documents button.line");
  await page.waitForTimeout(1000);
  const times = await page.evaluate(async (total) => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
    const until = async (holds) => {
      for (;;) {
        const now = await frame();
        if (holds()) return now;
      }
    };
    const begun = performance.now();
    document.querySelector(".documents button.line").click();
    const text = await until(() => document.querySelector("article .paragraph"));
    const all = await until(() => document.querySelectorAll("article mark[data-first]").length >= total);
    return { text: text - begun, all: all - text };
  }, total);
  await settled(page);
  await counted(page);
  return { total, ...times };
}

/** How long frames take while the whole article is scrolled through by the wheel, a third of a window a frame. */
async function scrolled(page) {
  const frames = await page.evaluate(async (count) => {
    const next = () => new Promise((done) => requestAnimationFrame(done));
    const step = Math.max(300, (document.documentElement.scrollHeight - innerHeight) / count);
    scrollTo(0, 0);
    await next();
    const frames = [];
    let last = await next();
    for (let index = 0; index < count; index += 1) {
      // Mostly as a wheel does it, and now and then far, as the scroll bar does.
      scrollBy(0, index % 40 === 39 ? step * 40 : 300);
      const now = await next();
      frames.push(now - last);
      last = now;
    }
    return frames;
  }, FRAMES);
  return { p95: at(frames, 0.95) };
}

/** From the key that accepts or rejects an annotation to the frame that shows it. */
async function edited(page) {
  await page.evaluate(() => scrollTo(0, 0));
  const times = [];
  for (let index = 0; index < EDITS; index += 1) {
    await page.keyboard.press("j");
    await page.waitForTimeout(150);
    // The listeners are there before the key is pressed, however slow the machine.
    await page.evaluate(() => {
      window.__shown = new Promise((done) => {
        let begun;
        addEventListener("keydown", (event) => { begun = event.timeStamp; }, { capture: true, once: true });
        const observer = new MutationObserver(() => {
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
        });
        observer.observe(document.querySelector("article"), { subtree: true, childList: true, attributes: true });
      });
    });
    await page.keyboard.press(index % 2 ? "a" : "x");
    times.push(await page.evaluate(() => window.__shown));
    await page.waitForTimeout(300);
  }
  return { median: median(times), slowest: at(times, 1) };
}

const visits = [];
for (let visit = 0; visit < VISITS; visit += 1) visits.push(await readyToType());
const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
page.setDefaultTimeout(120_000);
await read(page, text);
const opened = await reopened(page);
const figures = { ready: median(visits), opened, scrolled: await scrolled(page), edited: await edited(page) };
await browser.close();
server.close();
console.log(JSON.stringify(figures));
