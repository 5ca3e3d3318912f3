// @ts-check
// What draws a picture, fetched from beside this part when one is first wanted.
import { hash } from "epigraph-picture-part";
import { fetchPart } from "../part.js";

/** @returns {Promise<typeof import("./picture.js")>} */
export const picture = () => fetchPart("picture", hash);
