# test_exec.sh - a letter for a program of the owner's: as JSON on its input,
# as nobody when we are root, later again when it says so, refused for good.
. "$(dirname "$0")/lib.sh"
town_open
mkdir -m 777 "$dir/got"
chmod 755 "$dir"

cat >"$dir/tell" <<END
#!/bin/sh
cat >$dir/got/\$\$.json
id -u >$dir/got/uid
env >$dir/got/env
ls -l /proc/\$\$/fd >$dir/got/fds
[ -e $dir/got/again ] || { >$dir/got/again; echo not now; exit 75; }
echo taken
END
printf '#!/bin/sh\ncat >/dev/null; echo I know no such shop >&2; exit 1\n' \
    >"$dir/refuse"
chmod 755 "$dir/tell" "$dir/refuse"

write_config <<END
  "rules": { "us": "mokka" },
  "sources": {
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 } },
  "hosts": { $(home gazette.town) },
  "channels": {
    "program": { "recipe": "exec", "program": "$dir/tell", "min": "low" },
    "other": { "recipe": "exec", "program": "$dir/refuse", "min": "low" } }
END
agent_start
polled_first()
{
	said 'first poll'
}
await 20 "the first poll" polled_first
post gazette.town 'Two hours at "Mokka" & nobody came; <b>never</b> again' \
    >/dev/null

took()
{
	said 'program: letter [0-9]* sent'
}
await 60 "the letter to the program" took
check "it was put off first" said 'program: letter [0-9]* will try again.*(75): not now'
check "the other refuses, in its words" \
    said 'other: letter [0-9]* was refused.*(1): I know no such shop'
check "twice the same letter" [ "$(sort -u "$dir"/got/*.json | wc -l)" -eq 1 ]
check "two runs" [ "$(ls "$dir"/got/*.json | wc -l)" -eq 2 ]
check "as JSON" sh -c "head -n 1 '$dir'/got/*.json |
    grep -q '\"class\":.*\"words\":\"Two hours at ..Mokka.. & nobody came'"
[ "$(id -u)" != 0 ] ||
	check "as nobody" [ "$(cat "$dir/got/uid")" = 65534 ]
check "no environment" [ "$(grep -vc '^PATH=\|^PWD=\|^_=\|^SHLVL=\|^OLDPWD=' \
    "$dir/got/env")" -eq 0 ]
check "no socket and no store of ours" \
    [ "$(grep -c 'socket:\|/data/' "$dir/got/fds")" -eq 0 ]
agent_stop
check_no_crash
check_store
finish
