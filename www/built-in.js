// @ts-check
// The built-in collection where the engine holds any: nothing goes in, the collection comes out.
import { open } from "./core.js";
import { turn } from "./wait.js";

export async function openBuiltIn() {
  const collection = await open();
  // To read it and to draw it: each at a time of its own.
  await turn();
  return collection;
}
