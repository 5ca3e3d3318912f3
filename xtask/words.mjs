// The words of each language as text, for the scripts that carry all of them: a browser passes over a text sooner than it reads
// what the text says, and most pages want one language or none. In: the paths of the modules that give `words`. Out, on
// standard output: a module that has, by the names of the files, functions that give them.
import { basename } from "node:path";
import { pathToFileURL } from "node:url";

const languages = await Promise.all(
  process.argv.slice(2).map(async (path) => {
    const { words } = await import(pathToFileURL(path).href);
    return `${JSON.stringify(basename(path, ".js"))}: async () => JSON.parse(${JSON.stringify(JSON.stringify(words))}),\n`;
  }),
);
console.log(`export const languages = {\n${languages.join("")}};`);
