// @ts-check
// The calendar day of a time zone: its date, and how long it still lasts. Reads the wall clock once a
// call; holds no timer.

/**
 * @param {string} timeZone IANA name; empty: the reader's own
 * @returns {{date: string, rest: number}} `YYYY-MM-DD` and the milliseconds until midnight there
 */
export function today(timeZone) {
  /** @type {Record<string, string>} */
  const now = {};
  const format = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone: timeZone || undefined,
    year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
  });
  for (const { type, value } of format.formatToParts()) now[type] = value;
  const seconds = Number(now.hour) * 3600 + Number(now.minute) * 60 + Number(now.second);
  return { date: `${now.year}-${now.month}-${now.day}`, rest: (86400 - seconds) * 1000 };
}
