#!/bin/sh
# wordpress.sh [EARSHOT] - a real WordPress on loopback, behind TLS, with files
# of its own that go afterwards: its feeds and its comments read, the ones that
# wait for approval too, one answered, and the same answer said twice refused.
# Needs wordpress, mariadb-server-core, php8.2-{cli,mysql,xml,mbstring},
# python3, openssl, curl.
set -eu
earshot=$(readlink -f "${1:-build/earshot}")
t=$(mktemp -d "${TMPDIR:-/tmp}/earshot-live.XXXXXX")
port=$((20000 + $$ % 10000)) tls=$((port + 10000))
pids=
trap 'for p in $pids; do kill $p 2>/dev/null || true; done
    wait 2>/dev/null || true; rm -rf "$t"' EXIT
trap 'exit 1' INT TERM HUP

fail()
{
	echo "wordpress.sh: $*" >&2
	for f in out log php.log; do
		[ ! -s "$t/$f" ] || tail -n 12 "$t/$f" | sed "s/^/  $f: /" >&2
	done
	exit 1
}
await()				# SECONDS WHAT COMMAND...
{
	limit=$(($(date +%s) + $1)) what=$2
	shift 2
	until "$@" >/dev/null 2>&1; do
		[ "$(date +%s)" -lt "$limit" ] || fail "never came: $what"
		sleep 0.2
	done
}

# --- the database, the site, TLS before it -----------------------------------
me=$(id -un)
mariadb-install-db --no-defaults --datadir="$t/db" --user="$me" \
    --auth-root-authentication-method=normal --skip-test-db >"$t/log" 2>&1 ||
    fail "no database"
mariadbd --no-defaults --datadir="$t/db" --socket="$t/db.sock" \
    --skip-networking --user="$me" --pid-file="$t/db.pid" >"$t/log" 2>&1 &
pids="$pids $!"
await 60 "the database" test -S "$t/db.sock"

cp -RL /usr/share/wordpress "$t/www"
cat >"$t/www/wp-config.php" <<END
<?php
\$_SERVER['HTTPS'] = 'on';
define('DB_NAME', 'site'); define('DB_USER', 'root');
define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:$t/db.sock');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true);
\$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
END
cat >"$t/make.php" <<'END'
<?php
$d = new mysqli('localhost', 'root', '', '', 0, $argv[1]);
$d->query('create database site character set utf8mb4') or exit(1);
END
php "$t/make.php" "$t/db.sock" || fail "no database in it"

# One process answers at a time unless told; a feed of a feed needs none.
PHP_CLI_SERVER_WORKERS=2 php -S "127.0.0.1:$port" -t "$t/www" \
    >"$t/php.log" 2>&1 & pids="$pids $!"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
    -keyout "$t/key.pem" -out "$t/cert.pem" -days 30 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 2>/dev/null
cat >"$t/tls.py" <<'END'
# Every connection to a port with TLS goes on to one without.
import socket, ssl, sys, threading
ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
ctx.load_cert_chain(sys.argv[1] + '/cert.pem', sys.argv[1] + '/key.pem')
door = socket.create_server(('127.0.0.1', int(sys.argv[2])))
def pump(a, b):
    try:
        while (data := a.recv(65536)): b.sendall(data)
    except OSError: pass
def serve(raw):
    try:
        front = ctx.wrap_socket(raw, server_side=True)
        back = socket.create_connection(('127.0.0.1', int(sys.argv[3])))
        threading.Thread(target=pump, args=(front, back), daemon=True).start()
        pump(back, front)
        front.unwrap()              # says that this is the end
    except OSError: pass
    raw.close()
while True:
    threading.Thread(target=serve, args=(door.accept()[0],), daemon=True).start()
END
python3 "$t/tls.py" "$t" $tls $port & pids="$pids $!"
base=https://localhost:$tls
await 20 "the site" curl -s --cacert "$t/cert.pem" "$base/license.txt"
curl -s --cacert "$t/cert.pem" "$base/wp-admin/install.php?step=2" \
    -d weblog_title=Mokka -d user_name=owner -d admin_password=P -d pw_weak=1 \
    -d admin_password2=P -d admin_email=o@example.org >"$t/out" &&
    grep -qi success "$t/out" || fail "the site cannot be set up"
cat >"$t/seed.php" <<'END'
<?php
require $argv[1] . '/www/wp-load.php';
function say($who, $text, $ok) {
	return wp_insert_comment(['comment_post_ID' => 1,
	    'comment_author' => $who, 'comment_content' => $text,
	    'comment_author_email' => 'x@example.org',
	    'comment_approved' => $ok]);
}
if ($argv[2] == 'again') { say('Ida', 'Is Mokka open on Sunday?', 1); exit; }
[$pw] = WP_Application_Passwords::create_new_application_password(1,
    ['name' => 'earshot']);
say('J"org', "Mokka was <b>cold</b> & dear.\nNever again!", 0);
say('Mia', 'Loved Mokka! 5/5', 1);
echo $pw;
END
password=$(php "$t/seed.php" "$t" first) || fail "no comments"

# --- the agent ---------------------------------------------------------------
umask 077
cat >"$t/earshot.json" <<END
{ "data": "$t/data", "ca_file": "$t/cert.pem",
  "rules": { "us": "mokka" },
  "sources": {
    "comments": { "recipe": "wordpress.comments", "base": "$base",
      "user": "owner", "password": "$password", "every": 60, "replies": true },
    "posts": { "feed": "$base/?feed=rss2", "everything": true },
    "posts1": { "feed": "$base/?feed=rdf", "everything": true },
    "posts2": { "feed": "$base/?feed=atom", "everything": true },
    "said": { "feed": "$base/?feed=comments-rss2", "everything": true }
  } }
END
run()
{
	"$earshot" -c "$t/earshot.json" "$@" 2>>"$t/out"
}
has()				# WHAT PATTERN COMMAND...
{
	what=$1 pattern=$2
	shift 2
	"$@" >"$t/got" || true
	grep -q -- "$pattern" "$t/got" || { cat "$t/got" >&2; fail "$what"; }
}
run check || fail "check"
run once --all || fail "the first poll"
has "the comment that waits" 'Never again' run list
has "the one that is public" 'Loved Mokka' run list
has "a post" 'Hello world' run list
for s in comments posts posts1 posts2 said; do
	has "source $s" "\"source\":\"$s\".*\"good\":[1-9]" run sources
done
! run sources | grep trouble || fail "a source in trouble"

sleep 1
php "$t/seed.php" "$t" again
run once --all || fail "the second poll"
has "the new comment" 'open on Sunday' run list
id=$(run list | grep 'open on Sunday' | grep '"source":"comments"' |
    sed 's/.*"number":\([0-9]*\).*/\1/' | head -n 1)
[ -n "$id" ] || fail "it is the comment's"
run reply "$id" "From ten to four, J\"org & <b>all</b>!" >/dev/null ||
    fail "the order"
run once || fail "the answer"
has "it is there" "\"state\":\"sent: $base/?p=1.*comment-" run show "$id"
curl -s --cacert "$t/cert.pem" \
    "$base/index.php?rest_route=/wp/v2/comments" >"$t/got"
grep -q 'From ten to four' "$t/got" || fail "in public"

# The same again is a duplicate there, and so it is done.
run reply "$id" "From ten to four, J\"org & <b>all</b>!" >/dev/null ||
    fail "the second order"
run once || fail "the second answer"
n=$(curl -s --cacert "$t/cert.pem" \
    "$base/index.php?rest_route=/wp/v2/comments" | grep -o 'From ten to four' |
    wc -l)
grep -q 'POST /index.php?rest_route=/wp/v2/comments' "$t/php.log" ||
    fail "no answer was sent"
grep -q '\[409\]: POST' "$t/php.log" || fail "no 409"
grep -q '\[201\]: POST' "$t/php.log" || fail "no 201"
[ "$n" -le 2 ] || fail "said $n times"	# rendered and raw are two of one
! run outbox | grep refused || fail "an answer was refused"
run verify || fail "verify"
sed -i 's/"password": "[^"]*"/"password": "wrong"/' "$t/earshot.json"
run once --all || true
has "a wrong password is told" 'trouble' run sources
echo "wordpress.sh: all good"
