// Watches every page that a case opens, however it opens it: what no page of Postil may do is noted, and fails the case.

// What browsers say of a page that has done nothing wrong.
const HARMLESS = [
  // Trunk gives preload links an integrity that Chromium does not check yet; it says so once a visit.
  /^console: The `integrity` attribute is currently ignored for preload/,
];

/** A browser whose contexts are watched; what a case brings about on purpose it says with `expect`. */
export function watched(browser) {
  const noted = [];
  const expected = [...HARMLESS];
  const newContext = async (options) => {
    const context = await browser.newContext(options);
    await watch(context, noted);
    return context;
  };
  return {
    browser: new Proxy(browser, { get: (target, name) => (name === "newContext" ? newContext : bound(target, name)) }),
    expect: (pattern) => expected.push(pattern),
    troubles: () => noted.filter((trouble) => !expected.some((pattern) => pattern.test(trouble))),
  };
}

function bound(target, name) {
  const value = target[name];
  return typeof value === "function" ? value.bind(target) : value;
}

async function watch(context, noted) {
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) noted.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => noted.push(`thrown: ${error.error().message}`));
  await context.exposeBinding("__refused", (_, what) => noted.push(`refused by the policy: ${what}`));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.__refused(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
}
