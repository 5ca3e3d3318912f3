// @ts-check
// What stands in for an engine that cannot run, fetched from beside this part. Why it cannot goes in.
import { hash } from "epigraph-basic-part";
import { fetchPart } from "../part.js";

/** @param {any} error thrown again where nothing can stand in */
export async function basic(error) {
  /** @type {typeof import("./basic.js")} */
  const part = await fetchPart("basic", hash).catch(() => {
    throw error;
  });
  return part.basic(error);
}
