// @ts-check
// What the widget does without until it is wanted, fetched once from beside itself. Nothing goes in, the module comes out.
import { hash } from "epigraph-part";
import { fetchPart } from "./part.js";

/** @type {Promise<typeof import("./more/more.js")> | undefined} */
let loading;

export const more = () =>
  (loading ??= fetchPart("parts/more", hash).catch((error) => {
    loading = undefined;
    throw error;
  }));
