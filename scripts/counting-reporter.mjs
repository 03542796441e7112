// A reporter for `node --test`: leaves the counts of the whole run in the file that it is given as destination.
export default async function* count(source) {
  for await (const { type, data } of source) {
    if (type === "test:summary" && data.file === undefined) {
      const { passed, failed, cancelled } = data.counts;
      yield JSON.stringify({ passed, failed: failed + cancelled });
    }
  }
}
