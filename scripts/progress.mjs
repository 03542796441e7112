// What a person sees while something takes its time. Always on stderr: stdout is for results.

/** Says nothing for two seconds, then names the work and its seconds until it ends. */
export async function withProgress(text, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const live = process.stderr.isTTY === true && !process.env.CI;
  let shown = 0;
  const show = () => {
    const now = seconds();
    if (live) process.stderr.write(`\r${text} … ${now} s `);
    else if (shown === 0) process.stderr.write(`${text} …\n`);
    else if (now - shown < 30) return;
    else process.stderr.write(`${text} … ${now} s\n`);
    shown = now;
  };
  const first = setTimeout(show, 2000);
  const ticking = setInterval(() => shown > 0 && show(), 1000);
  try {
    return await work();
  } finally {
    clearTimeout(first);
    clearInterval(ticking);
    if (shown > 0) process.stderr.write(`${live ? "\r" : ""}${text}: ${seconds()} s${live ? "    " : ""}\n`);
  }
}
