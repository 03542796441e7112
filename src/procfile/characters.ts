/** File, group and record separator: Python ends a line at each. */
const separators = String.fromCharCode(0x1c, 0x1d, 0x1e);

/** What ends a line for Python, and so for honcho, but for no other reader. */
export const oddLineEnds = `\\v\\f${separators}\\x85\\u2028\\u2029`;

/** Where Python's `str.splitlines` cuts. */
export const pythonLineEnds = new RegExp(`\\r\\n|[\\n\\r${oddLineEnds}]`, "g");

/** Python's `\s` inside one of its lines. */
export const pythonBlanks = `\\t ${String.fromCharCode(0x1f)}\\xa0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000`;
