// @ts-check
// What stands in for an engine that cannot run or is not wanted, fetched from beside this part. Why, and for which widget,
// goes in.
import { hash } from "epigraph-basic-part";
import { fetchPart } from "../part.js";

/** @param {any} error thrown again where nothing can or may stand in @param {import("../epigraph.d.ts").EpigraphWidget} widget */
export async function basic(error, { engine }) {
  if (engine === "wasm") throw error;
  /** @type {typeof import("./basic.js")} */
  const part = await fetchPart("basic", hash).catch(() => {
    throw error;
  });
  return part.basic(error);
}
