// @ts-check
// What the widget does without until it is wanted, in the scripts that carry everything.
import * as inside from "./more/more.js";

export const more = async () => inside;
