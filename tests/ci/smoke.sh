#!/usr/bin/env bash
# A new user's two commands on a clean clone of what is committed: once as it comes, once on a fresh PostgreSQL database.
set -euo pipefail

repository=$(cd "$(dirname "$0")/../.." && pwd)
postgres_server=${POSTGRES_SERVER:-postgres://postgres@127.0.0.1:5432}
database="kiosque_smoke_$$_$(date +%s)"
work=$(mktemp -d)
gateway=""

sql() { psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 "$postgres_server/postgres" --command "$1"; }

finish() {
  local status=$?
  [ -z "$gateway" ] || kill -TERM "$gateway" 2>/dev/null || true
  sql "drop database if exists $database with (force)" || status=1
  [ "$status" = 0 ] || tail -n 40 "$work"/*.log >&2 || true
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT

fail() {
  echo "smoke: $1" >&2
  exit 1
}

status_of() { curl --silent --output /dev/null --write-out '%{http_code}' --max-time 10 "$1" || true; }

is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() { node --eval 'const s = require("net").createServer().listen(0, () => { console.log(s.address().port); s.close(); });'; }

wait_until_ready() {
  local deadline=$((SECONDS + 60))
  until [ "$(status_of "$1/health/ready")" = 200 ]; do
    kill -0 "$gateway" 2>/dev/null || fail "npm start ended before it served"
    [ "$SECONDS" -lt "$deadline" ] || fail "not ready 60 s after the install"
    sleep 0.2
  done
}

# A saved operation on the demo newsroom, as a client would send it: address, operation, headlines at least.
check_operation() {
  local body answer
  body=$(node --eval '
    const query = require("fs").readFileSync(`schema/operations/${process.argv[1]}.graphql`, "utf8");
    const variables = JSON.parse(/^# variables: (.*)$/m.exec(query)?.[1] ?? "{}");
    console.log(JSON.stringify({ query, variables }));
  ' "$2")
  answer=$(curl --silent --show-error --max-time 20 --header "content-type: application/json" --data "$body" "$1/graphql")
  node --eval '
    const [operation, least, answer] = process.argv.slice(1);
    const { data, errors } = JSON.parse(answer);
    const headlines = JSON.stringify(data ?? null).match(/"headline":"[^"]+"/g) ?? [];
    if (errors !== undefined || headlines.length < Number(least)) throw new Error(answer.slice(0, 2000));
    console.log(`smoke: ${operation} answered with ${headlines.length} headlines`);
  ' "$2" "$3" "$answer"
}

# Starts, asks and stops the gateway; arguments are variables for npm start.
serve() {
  local name=$1 port=4000 exit_code=0 variables=("${@:2}")
  if ! is_free "$port"; then
    port=$(free_port)
    variables+=("PORT=$port")
  fi
  local url="http://localhost:$port" started=$SECONDS
  env "${variables[@]}" npm start >"$work/$name.log" 2>&1 &
  gateway=$!
  wait_until_ready "$url"
  echo "smoke: $name ready at $url after $((SECONDS - started)) s"
  check_operation "$url" FrontPage 10
  check_operation "$url" ArticlePage 5
  [ "$(status_of "$url/graphiql")" = 200 ] || fail "$name: /graphiql does not answer 200"
  kill -TERM "$gateway"
  wait "$gateway" || exit_code=$?
  gateway=""
  [ "$exit_code" = 0 ] || fail "$name: SIGTERM ended with exit code $exit_code"
  is_free "$port" || fail "$name: something still listens on $port after SIGTERM"
}

unset HOST PORT PUBLIC_URL DATABASE_URL DATABASE_POOL_SIZE DATA_DIR DEMO NEWSROOM_TIME_ZONE LOG_LEVEL NODE_ENV \
  GRAPHIQL INTROSPECTION SHUTDOWN_TIMEOUT_MS MAX_BODY_BYTES REDIS_URL REDIS_PREFIX
git clone --quiet "$repository" "$work/kiosque"
cd "$work/kiosque"
npm install --no-audit --no-fund --loglevel=error
[ -z "$(git status --porcelain)" ] || fail "npm install changed files: $(git status --porcelain)"

npm run --silent ingest -- --help >/dev/null || fail "ingest does not run before a build"

serve embedded
sql "create database $database"
serve postgresql "DATABASE_URL=$postgres_server/$database"
[ -z "$(git status --porcelain)" ] || fail "npm start left files: $(git status --porcelain)"
echo "smoke: passed"
