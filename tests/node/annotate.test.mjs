// Uses the npm package as a program would: `node --test tests/node/`, after `cargo xtask build npm`.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { Engine } from "../../target/npm/tried/index.js";

const ARTICLE = [
  "🌊🌊 Flood in Örebro leaves “dozens” homeless\r\n",
  "ÖREBRO, Sweden — At least 120 people fled the river on Monday, Mayor Eva Lindström said. 😀",
  "“We lost everything,” Lindström told reporters. “It’ll cost $3.5 million.”\n",
].join("\r\n");

const units = {
  utf16: (text, start, end) => text.slice(start, end),
  codepoint: (text, start, end) => [...text].slice(start, end).join(""),
  utf8: (text, start, end) => Buffer.from(text).subarray(start, end).toString(),
};

const engine = await Engine.load();

function pieces(unit) {
  const found = engine.annotate(ARTICLE, unit);
  const slice = (start, end) => units[unit](ARTICLE, start, end);
  return {
    entities: found.entities.map(({ start, end, label }) => [slice(start, end), label]),
    quotations: found.quotations.map(({ spans }) => spans.map(([start, end]) => slice(start, end))),
    quantities: found.quantities.map(({ start, end, kind }) => [slice(start, end), kind]),
    numbers: found.quantities.map(({ parts }) => parts.number && slice(...parts.number)),
  };
}

test("the package's own model is there", () => assert.equal(engine.degraded, undefined));

test("an article has names, speech and numbers in it, and offsets in UTF-16 cut them out", () => {
  const found = pieces("utf16");
  assert.ok(found.entities.some(([name, label]) => name.includes("Lindström") && label === "PERSON"), JSON.stringify(found));
  assert.ok(found.quotations.some((spans) => spans.some((words) => words.includes("We lost everything"))), JSON.stringify(found));
  assert.ok(found.quantities.some(([words, kind]) => words.includes("120") && kind === "count"), JSON.stringify(found));
  assert.ok(found.quantities.some(([words, kind]) => words.includes("3.5") && kind === "money"), JSON.stringify(found));
});

test("the other units cut out the same words, behind emoji, letters with diacritics and CRLF", () => {
  const expected = pieces("utf16");
  assert.ok(expected.entities.length && expected.quotations.length && expected.quantities.length);
  assert.deepEqual(pieces("codepoint"), expected);
  assert.deepEqual(pieces("utf8"), expected);
});

test("the batch contract's shape", () => {
  const { quantities, conflicts, sources } = engine.annotate(ARTICLE, "codepoint");
  const claim = quantities.find(({ low }) => low === 120);
  assert.ok(claim, JSON.stringify(quantities));
  assert.equal(claim.comparator, ">=");
  assert.equal(claim.value, null);
  assert.ok(Array.isArray(conflicts) && Array.isArray(sources));
});

test("an unknown unit and a model of something else are refused", async () => {
  assert.throws(() => engine.annotate("x", "bytes"), /utf16, codepoint and utf8/);
  await assert.rejects(Engine.load(new Uint8Array([1, 2, 3])));
  const rules = new Engine(undefined);
  assert.equal(typeof rules.degraded, "string");
  assert.deepEqual(rules.annotate("", "utf16").entities, []);
});

test("types are there, documented, and a consumer of them compiles", () => {
  const types = readFileSync(new URL("../../target/npm/tried/postil.d.ts", import.meta.url), "utf8");
  for (const name of ["Findings", "Entity", "Quotation", "Source", "Quantity", "Conflict"]) {
    assert.match(types, new RegExp(`\\*/\\s*export interface ${name} {`), name);
  }
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const compiler = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [compiler, "--project", folder], { encoding: "utf8" });
  assert.equal(status, 0, stdout);
});
