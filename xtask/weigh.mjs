// Weighs files. In: their paths. Out, as JSON on standard output: for each path the SHA-384 integrity
// string and the bytes as they are, after `gzip -9`, and after brotli at its best. Changes nothing.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const weights = process.argv.slice(2).map((path) => {
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return {
    integrity: `sha384-${createHash("sha384").update(bytes).digest("base64")}`,
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
});
console.log(JSON.stringify(weights));
