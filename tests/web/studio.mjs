// What a story knows about the studio: how something is opened there, and what then stands on the page.
// In: a tab that shows studio.html. Out: plain values, and the files that it lets one keep. Never asserts anything.
import { readFile } from "node:fs/promises";
import { whenState } from "./widget.mjs";

export const PATH = "/studio.html";

/** Opens a text by its button. */
export async function openText(tab, text) {
  await tab.locator("#text").fill(text);
  await tab.getByRole("button", { name: "Open the text" }).click();
}

/** Opens a file by the chooser. */
export async function openFile(tab, name, content) {
  const [chooser] = await Promise.all([tab.waitForEvent("filechooser"), tab.locator('label[for="file"]').click()]);
  await chooser.setFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
}

/** Waits until so many quotes are shown as found, and the widget has them. */
export async function found(tab, count) {
  await tab.waitForFunction((wanted) => document.getElementById("tally").textContent.startsWith(wanted), `${count.toLocaleString("en")} quote`);
  await whenState(tab);
  await tab.waitForFunction((wanted) => document.querySelector("epigraph-widget").collection?.length === wanted, count);
}

/** The sentence beside the place where files are dropped. */
export async function refusal(tab) {
  await tab.locator("#error:not(:empty)").waitFor();
  return tab.locator("#error").textContent();
}

export const lines = (tab) => tab.locator("#snippet").textContent();

/** All that stands on the page of what is open. */
export const standing = (tab) => tab.evaluate(() => [
  ...["tally", "skipped-count", "skipped-rows", "snippet"].map((id) => document.getElementById(id).textContent),
  document.getElementById("pack").href, document.querySelector("epigraph-widget")?.getAttribute("src"),
]);

/** What a button or a link gives to keep: name and bytes. */
export async function kept(tab, id) {
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator(`#${id}`).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** The files of a zip file whose entries are stored as they are, by name. @param {Buffer} zip */
export function unzipped(zip) {
  const files = new Map();
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size, start] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 24), zip.readUInt32LE(at + 42)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    if (method) throw new Error(`an entry is compressed by method ${method}`);
    const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    files.set(zip.toString("utf8", at + 46, at + 46 + name), zip.subarray(from, from + size));
    at += 46 + name + extra + comment;
  }
  return files;
}
