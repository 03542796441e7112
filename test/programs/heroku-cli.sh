#!/bin/sh
# A Heroku CLI that knows one verb: prints the token that is in a file beside it, or fails as one that is signed out.
[ "$1" = "auth:token" ] || exit 2
[ -n "$HEROKU_API_KEY" ] && { echo "$HEROKU_API_KEY"; exit 0; }
folder=$(dirname "$0")
[ -e "$folder/hangs" ] && exec sleep 600
# Signed in to this host alone.
[ -e "$folder/host" ] && [ "$(cat "$folder/host")" != "${HEROKU_HOST:-heroku.com}" ] && exit 100
[ -e "$folder/token" ] || { echo " ›   Error: not logged in" >&2; exit 100; }
echo " ›   Warning: this token will expire today" >&2
cat "$folder/token"
