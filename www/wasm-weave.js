// @ts-check
// Puts a WebAssembly module together again whose instructions and the numbers in them were parted, like
// with like, so that they pack better (xtask/src/part.rs). The parted bytes go in, the module's come out.

/**
 * @param {Uint8Array} parted
 * @param {number[]} starts where the streams after the first begin: locals read, constants, offsets, calls, locals written, locals declared
 */
export function weave(parted, starts) {
  /** @type {number[]} */
  const out = [];
  const at = [0, ...starts];
  const byte = (stream = 0) => {
    const value = parted[at[stream]++];
    out.push(value);
    return value;
  };
  // LEB128: seven bits a byte, lowest first, the eighth says that more follow.
  const number = (stream = 0) => {
    let [value, shift, last] = [0, 0, 128];
    for (; last > 127; shift += 7) value |= ((last = byte(stream)) & 127) << shift;
    return value;
  };
  const repeat = (/** @type {number} */ times, /** @type {() => void} */ step) => {
    while (times-- > 0) step();
  };
  const one = () => void byte();
  const leb = () => void number();

  repeat(8, one);
  while (at[0] < starts[0]) {
    if (byte() !== 10) repeat(number(), one);
    else {
      number();
      repeat(number(), () => {
        const start = out.length;
        repeat(number(6), () => (number(6), byte(6)));
        for (let depth = 1; depth; ) {
          const op = byte();
          if (op === 0x0b) depth--;
          else if (op === 0x10) number(4);
          else if (op === 0x41) number(2);
          else if (op === 0x20) number(1);
          else if (op === 0x21 || op === 0x22) number(5);
          else if (op > 0x27 && op < 0x3f) number(), number(3);
          else if (op === 0x0e) repeat(number() + 1, leb);
          else if (op === 0x43) repeat(4, one);
          else if (op === 0x44) repeat(8, one);
          else if (op === 0x11) number(), number();
          else if (op === 0x1c) repeat(number(), one);
          else if (op === 0xfc) {
            const more = number();
            if (more > 7) repeat(more > 14 || more % 2 ? 1 : 2, leb);
          } else if (op > 1 && op < 5) depth++, number();
          else if (/^(1[23]|3[5-8]|6[346]|2(08|10))$/.test(`${op}`)) number();
        }
        // The function's own length comes first.
        const length = [];
        for (let rest = out.length - start; length.push(rest > 127 ? (rest & 127) | 128 : rest), (rest >>= 7); );
        out.splice(start, 0, ...length);
      });
    }
  }
  return Uint8Array.from(out);
}
