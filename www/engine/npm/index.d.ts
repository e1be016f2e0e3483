import { Engine as Compiled } from "./postil.js";
export type * from "./postil.js";

/** Reads articles: `const engine = await Engine.load()`, then `engine.annotate(text, "utf16")`. */
export class Engine extends Compiled {
  /** Loads the compiled engine once and makes an Engine, with the package's own model or with one given as bytes. */
  static load(model?: Uint8Array): Promise<Engine>;
}
