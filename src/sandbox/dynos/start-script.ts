/**
 * Arguments for bash: `.profile.d/*.sh` and `.profile` first, then the command takes bash's place, so that signals reach
 * it and its exit status is the dyno's (https://devcenter.heroku.com/articles/dynos#the-profile-file).
 */
export function startArguments(command: string): string[] {
  return ["--noprofile", "--norc", "-c", script, "dyno", command];
}

// The name is kept from what the sourced files may call their own.
const script = `
_dyno_command=$1
for _dyno_part in .profile.d/*.sh; do
  [ -f "$_dyno_part" ] && . "./$_dyno_part"
done
[ -f .profile ] && . ./.profile
exec "$BASH" --noprofile --norc -c "$_dyno_command"
`;
