// @ts-check
// The one place that makes errors with a code a program can act on. Never throws by itself.

/**
 * @param {string} code one of the documented error codes
 * @param {string} stage what was being done
 * @param {boolean} retryable whether trying again can help
 * @param {unknown} cause the error behind it, or what is wrong in words
 */
export const fault = (code, stage, retryable, cause) =>
  Object.assign(new Error(`${stage}: ${cause instanceof Error ? cause.message : cause}`, { cause }), { code, stage, retryable });
