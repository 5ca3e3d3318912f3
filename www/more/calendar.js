// @ts-check
// The calendar day of a time zone: its date, and how long it still lasts. Reads the wall clock once a
// call; holds no timer.

/**
 * @param {string} timeZone IANA name; empty: the reader's own
 * @returns {{date: string, rest: number}} `YYYY-MM-DD` and the milliseconds until midnight there
 */
export function today(timeZone) {
  // Swedish writes dates as ISO 8601 does: largest unit first, every unit in two digits, 24 hours.
  const format = new Intl.DateTimeFormat("sv", { timeZone: timeZone || undefined, dateStyle: "short", timeStyle: "medium" });
  const [year, month, day, ...time] = format.format().match(/\d+/g) ?? [];
  const [hours, minutes, seconds] = time.map(Number);
  return { date: [year, month, day].join("-"), rest: (((24 - hours) * 60 - minutes) * 60 - seconds) * 1000 };
}
