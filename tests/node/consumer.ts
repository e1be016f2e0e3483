// Compiles, and is never run: what a program in TypeScript writes.
import { Engine, type Entity, type Findings } from "../../target/npm/tried/index.js";

const engine: Engine = await Engine.load();
const found: Findings = engine.annotate("About 50 people fled, said Awa Kone.", "utf16");
const people: Entity[] = found.entities.filter((entity) => entity.label === "PERSON");
const bounds: [number, number][] = found.quotations.flatMap((quotation) => quotation.spans);
const first: number | undefined = people[0]?.start ?? bounds[0]?.[0];
// @ts-expect-error: the unit is not optional
engine.annotate("x");
// @ts-expect-error: and is one of three
engine.annotate("x", "bytes");
export { first };
