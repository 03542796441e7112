/** Shapes that services give to their keys, so that a match is hardly ever something else. */
const shapes = [
  /^(?:AKIA|ASIA)[A-Z0-9]{16}$/,
  /^(?:sk|rk)_live_\w{16,}$/,
  /^(?:ghp|gho|ghs|ghu|ghr)_\w{30,}$/,
  /^github_pat_\w{30,}$/,
  /^xox[abprs]-[\w-]{10,}$/,
  /^HRKU-[\w-]{20,}$/,
  /^SG\.[\w-]{16,}\.[\w-]{16,}$/,
  /^AIza[\w-]{35}$/,
  /^-----BEGIN [A-Z ]*PRIVATE KEY/,
];

const secretName =
  /(?:^|_)(?:SECRET|PASSWORD|PASSWD|TOKEN|PRIVATE_KEY|API_KEY|APIKEY|ACCESS_KEY|SECRET_KEY|SECRET_KEY_BASE|CREDENTIALS?)(?:_BASE)?$/i;

const placeholder =
  /change|your|example|sample|placeholder|todo|replace|dummy|insert|secret|password|token|key|test|fake|foo|<|\$|\{|\.\.\.|xxx|\*\*\*/i;

/** Whether the value of a config var, as it stands in a file that is committed, looks like somebody's real secret. */
export function looksSecret(name: string, value: string): boolean {
  if (shapes.some((shape) => shape.test(value))) return true;
  if (hasPassword(value)) return true;
  return secretName.test(name) && value.length >= 16 && !placeholder.test(value) && isMixed(value);
}

/** `scheme://user:password@host`, on a host that is not this machine. */
function hasPassword(value: string): boolean {
  const [, password = "", host = ""] = /^[a-z][a-z0-9+.-]*:\/\/[^:/@\s]*:([^@/\s]+)@([^/:\s]+)/i.exec(value) ?? [];
  const local =
    /^(?:localhost|127\..*|\[.*|db|postgres|redis|mysql|mongo|host|hostname|(?:.*\.)?example(?:\..*)?)$/i.test(host);
  return password.length >= 8 && !local && !placeholder.test(password);
}

/** Random text has digits among letters, and no blanks. */
function isMixed(value: string): boolean {
  return /\d/.test(value) && /[a-z]/i.test(value) && !/\s/.test(value) && !value.includes("://");
}
