// @ts-check
// What an address answers. An address goes in and a Response comes out, or a Response goes in and is looked at: whether
// it can be a source. Each way in which a network can fail has its code here. Reads no body.
import { fault } from "./fault.js";
import { wait } from "./wait.js";

/** How long nothing may arrive, in milliseconds, before what is fetched is given up. */
export const SILENCE_MS = 30_000;

/** How long to look for the reason why nothing arrived, in milliseconds. */
const PROBE_MS = 5_000;

/** @param {string} code @param {boolean} retryable @param {unknown} cause */
const wrong = (code, retryable, cause) => fault(`collection-${code}`, "collection", retryable, cause);

/** What is wrong where nothing arrives. */
export const silence = () => wrong("timeout", true, `found no byte for ${SILENCE_MS / 1000} seconds, expected a source; try again later`);

/** What is wrong where a connection ends too early. @param {unknown} cause */
export const broken = (cause) => wrong("network", true, `found a connection that broke (${/** @type {Error} */ (cause)?.message}), expected the whole source; try again`);

const CORS = "found a server that lets no other site read this (CORS), expected `Access-Control-Allow-Origin` in its answer; set that there, or copy the file to this site";

/** @param {URL} url @param {AbortSignal} [signal] @returns {Promise<Response>} */
export async function fetched(url, signal) {
  const halt = new AbortController();
  try {
    return await wait(fetch(url, { signal: halt.signal }), signal, SILENCE_MS, silence);
  } catch (error) {
    halt.abort();
    signal?.throwIfAborted();
    throw /** @type {any} */ (error).stage ? error : await unanswered(url, error, signal);
  }
}

/** Why there is no answer. @param {URL} url @param {unknown} cause @param {AbortSignal} [signal] */
async function unanswered(url, cause, signal) {
  if (url.protocol === "blob:")
    return wrong("not-found", false, "found nothing there any more, expected a file; give open the Blob itself");
  if (!/^https?:$/.test(url.protocol))
    return wrong("invalid", false, "found an address that cannot be fetched, expected one of http: or https:; give open the file itself, or its bytes");
  if (url.username || url.password)
    return wrong("invalid", false, "found an address with a name or a password in it, which cannot be fetched; expected one without");
  if (await isForbidden(url, signal)) return wrong("cors", false, CORS);
  return wrong("network", true, `found no answer (${/** @type {Error} */ (cause)?.message}), expected a source; check the connection, the address and what the page's policy allows (connect-src)`);
}

/**
 * Whether there is an answer that may only not be read: asked for blindly, it arrives. A page cannot know more.
 * @param {URL} url @param {AbortSignal} [signal]
 */
async function isForbidden(url, signal) {
  // Outside of browsers nothing is forbidden.
  if (!globalThis.location) return false;
  const halt = new AbortController();
  const asked = fetch(url, { method: "HEAD", mode: "no-cors", credentials: "omit", cache: "no-store", signal: halt.signal });
  try {
    return (await wait(asked, signal, PROBE_MS, silence)).type === "opaque";
  } catch {
    signal?.throwIfAborted();
    return false;
  } finally {
    halt.abort();
  }
}

/** Throws where an answer holds no source. @param {Response} response */
export function look({ status, statusText, ok, type, body, bodyUsed }) {
  if (type === "opaque") throw wrong("cors", false, CORS);
  if (type === "opaqueredirect") throw wrong("invalid", false, "found a redirect that was not followed, expected a source; fetch it with `redirect: \"follow\"`");
  if (type === "error") throw wrong("network", true, "found a network error in place of an answer, expected a source; try again");
  if (bodyUsed || body?.locked) throw wrong("invalid", false, "found a Response that somebody reads already, expected one that is new; give open its clone()");
  if ([204, 205, 304].includes(status)) throw wrong("empty", false, `answered ${status}, which has no content; expected a source`);
  if (ok) return;
  const said = `answered ${status}${statusText && ` (${statusText})`}, expected a source`;
  // What the server may give later, and what it does not have.
  if (status >= 500 || [408, 425, 429].includes(status)) throw wrong("network", true, `${said}; try again later`);
  throw wrong("not-found", false, `${said}; check the address`);
}

/** How many bytes an answer has, where that can be known. @param {Response} response */
export function lengthOf({ headers, type }) {
  // Of what is packed on its way the header counts other bytes, and another site does not tell whether it is.
  const plain = type !== "cors" && /^(identity)?$/.test(headers.get("content-encoding") ?? "");
  return (plain && Number(headers.get("content-length"))) || null;
}

/** An address, as far as it fits in a sentence. @param {string} address */
const shown = (address) => (address.length > 120 ? `${address.slice(0, 119)}…` : address);

/**
 * What went wrong, said of where the source came from.
 * @param {any} error @param {string} address @param {unknown} source
 */
export function saidOf(error, address, source) {
  if (!address || error?.stage !== "collection") return error;
  const page = source instanceof Response && /^text\/html/i.test(source.headers.get("content-type") ?? "");
  const lost = page && error.code === "collection-invalid" ? "; many servers answer with a page where there is no such file: check the address" : "";
  return fault(error.code, error.stage, error.retryable, `${shown(address)}: ${error.cause}${lost}`);
}
