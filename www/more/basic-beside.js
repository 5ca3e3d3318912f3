// @ts-check
// What stands in for an engine that cannot run or is not wanted, fetched from beside this part. Why, and for which widget,
// goes in.
import { hash } from "epigraph-basic-part";
import { fault } from "../fault.js";
import { fetchPart } from "../part.js";
import { follow } from "./waiting.js";

/** @param {any} error thrown again where nothing can or may stand in @param {import("../epigraph.d.ts").EpigraphWidget} widget */
export async function basic(error, widget) {
  const { engine } = widget;
  // An engine that is broken or may yet be had is told instead.
  if (engine === "wasm" || error.code !== "wasm-unavailable" || error.retryable) throw error;
  follow(widget);
  /** @type {typeof import("./basic.js")} */
  const part = await fetchPart("basic", hash).catch((missing) => {
    throw engine === "basic" ? missing : fault(error.code, "parts", true, `${error.cause}; and what stands in is missing: ${missing.cause}`);
  });
  return part.basic(error);
}
