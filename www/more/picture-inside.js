// @ts-check
// What draws a picture, in the scripts that carry everything.
import * as inside from "./picture.js";

export const picture = async () => inside;
