/**
 * The watcher on POSIX. Reads `+ group born` and `- group`, one a line; at the end of input it sends SIGTERM to all that
 * remain, waits up to $1 tenths of a second and sends SIGKILL. `born` is field 22 of the leader's /proc/<pid>/stat:
 * another value means that the id belongs to a stranger by now. Last of all it kills what has a NAME=value
 * like $2 in the environment it was started with (Linux): a daemon is in no group of ours. Not so after `closed`.
 */
export const shellWatcher = `
trap "" INT TERM HUP QUIT
groups=
marker=$2
while read -r sign group born; do
  case $sign in
    +) groups="$groups $group:$born" ;;
    closed) marker= ;;
    -) kept=
       for each in $groups; do [ "\${each%%:*}" = "$group" ] || kept="$kept $each"; done
       groups=$kept ;;
  esac
done
is_ours() {
  [ -n "$2" ] && [ -r "/proc/$1/stat" ] || return 0
  read -r stat < "/proc/$1/stat" || return 0
  set -- "$2" \${stat##*) }
  [ "$1" = "\${21}" ]
}
signal_all() {
  alive=
  for each in $groups; do
    is_ours "\${each%%:*}" "\${each#*:}" || continue
    kill -s "$1" -- "-\${each%%:*}" 2>/dev/null && alive=1
  done
  [ -n "$alive" ]
}
has_marker() {
  tr "\\0" "\\n" < "/proc/$1/environ" | grep -qx -- "$2"
}
end_strays() {
  [ -n "$1" ] && [ -d /proc/self ] || return 0
  for try in 1 2 3 4 5; do
    found=
    for file in $(grep -ls -- "$1" /proc/[0-9]*/environ); do
      pid=\${file#/proc/}
      pid=\${pid%/environ}
      has_marker "$pid" "$1" && kill -s KILL "$pid" && found=1
    done 2>/dev/null
    [ -n "$found" ] || return 0
  done
}
trap 'end_strays "$marker"' EXIT
signal_all TERM || exit 0
signal_all CONT
tenths=0
while [ "$tenths" -lt "$1" ]; do
  signal_all 0 || exit 0
  sleep 0.1
  tenths=$((tenths + 1))
done
signal_all KILL
`;

/** The same for Windows, by process trees. */
export const nodeWatcher = `
const { execFileSync } = require("node:child_process");
const trees = new Set();
const taskkill = (process.env.SystemRoot || "C:\\\\Windows") + "\\\\System32\\\\taskkill.exe";
require("node:readline").createInterface({ input: process.stdin })
  .on("line", (line) => {
    const [sign, pid] = line.split(" ");
    if (sign === "+") trees.add(pid); else trees.delete(pid);
  })
  .on("close", () => {
    for (const pid of trees) {
      try { execFileSync(taskkill, ["/PID", pid, "/T", "/F"], { stdio: "ignore", windowsHide: true }); } catch {}
    }
  });
`;
