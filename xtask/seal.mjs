// Names a script by its own hash. In: its path, without ending, at which `PATH.js` is. Out: the file under its new name,
// `PATH-HASH.js`, and on standard output the SHA-256 hash in base64. A comment at the script's end is counted up until
// the hash has letters and digits only, so that the same text can stand in a name and in an integrity attribute.
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";

const [path] = process.argv.slice(2);
const script = readFileSync(`${path}.js`, "utf8");
for (let count = 0; ; count++) {
  const sealed = `${script}//${count}\n`;
  const hash = createHash("sha256").update(sealed).digest("base64").replace("=", "");
  if (!/^[0-9A-Za-z]+$/.test(hash)) continue;
  writeFileSync(`${path}-${hash}.js`, sealed);
  rmSync(`${path}.js`);
  console.log(hash);
  break;
}
