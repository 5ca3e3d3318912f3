// Draws how cost grows. In: a row for each size, with its quotes and what they cost. Out: a picture as SVG text, every
// cost as a line over the number of quotes, both axes in powers of ten; a line as steep as the dashed one is in
// proportion. Reads and writes nothing.

const LINES = [
  ["build_ms", "build, ms", "#1b6e53"],
  ["pack_bytes", "pack, KB", "#7a2718", 1e-3],
  ["peak_bytes", "peak memory, MB", "#8a6d1f", 1e-6],
  ["p50_us", "keystroke p50, µs", "#1f4e8a"],
  ["p99_us", "keystroke p99, µs", "#6a3d9a"],
];
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [760, 460, 60, 170, 20, 40];

export function draw(rows) {
  const series = LINES.map(([name, label, colour, unit = 1]) => ({ label, colour, points: rows.map((row) => [row.quotes, Math.max(row[name] * unit, 1e-2)]) }));
  const logs = (at) => series.flatMap(({ points }) => points.map((point) => Math.log10(point[at])));
  const [left, right] = [Math.floor(Math.min(...logs(0))), Math.ceil(Math.max(...logs(0)))];
  const [low, high] = [Math.floor(Math.min(...logs(1))), Math.ceil(Math.max(...logs(1)))];
  const x = (quotes) => LEFT + ((Math.log10(quotes) - left) / (right - left)) * (WIDTH - LEFT - RIGHT);
  const y = (cost) => HEIGHT - BOTTOM - ((Math.log10(cost) - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const powers = (from, to) => Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step));
  const path = (points) => points.map(([quotes, cost]) => `${x(quotes).toFixed(1)},${y(cost).toFixed(1)}`).join(" ");
  const label = (at, above, text, more = "") => `<text x="${at}" y="${above}" ${more}>${text}</text>`;
  const grid = [
    ...powers(left, right).map((quotes) => `<path d="M${x(quotes)} ${TOP}V${HEIGHT - BOTTOM}"/>${label(x(quotes), HEIGHT - BOTTOM + 18, quotes.toLocaleString("en"), 'text-anchor="middle"')}`),
    ...powers(low, high).map((cost) => `<path d="M${LEFT} ${y(cost)}H${WIDTH - RIGHT}"/>${label(LEFT - 8, y(cost) + 4, cost.toLocaleString("en"), 'text-anchor="end"')}`),
  ];
  const steps = Math.min(right - left, high - low);
  const even = [[10 ** left, 10 ** low], [10 ** (left + steps), 10 ** (low + steps)]];
  const ends = series.map(({ label: name, colour, points }) => ({ name, colour, at: y(points.at(-1)[1]) })).sort((a, b) => a.at - b.at);
  ends.forEach((end, place) => { if (place) end.at = Math.max(end.at, ends[place - 1].at + 16); });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/><g stroke="#ddd" fill="#555">${grid.join("").replaceAll("<text", '<text stroke="none"')}</g>`,
    `<polyline points="${path(even)}" fill="none" stroke="#999" stroke-dasharray="4 4"/>`,
    ...series.map(({ colour, points }) => `<polyline points="${path(points)}" fill="none" stroke="${colour}" stroke-width="2"/>`),
    ...ends.map(({ name, colour, at }) => label(WIDTH - RIGHT + 8, at + 4, name, `fill="${colour}"`)),
    label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "quotes", 'text-anchor="middle" fill="#555"'),
    "</svg>", "",
  ].join("\n");
}
