# test_backup.sh - everything but secrets in a file, taken beside a running
# keeper, and back in another box; with the secrets only under a password; and
# what is damaged, cut off, foreign or in the way is refused in words.
. "$(dirname "$0")/lib.sh"
town_open

write_config <<END
  "//": "the owner's own words stay",
  "rules": { "us": "mokka" },
  "fleet": { "key": "0123456789abcdef-alabaster" },
  "sources": {
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 }
  },
  "recipes": "$dir/recipes",
  "channels": {
    "phone": { "recipe": "ntfy", "base": "https://ntfy.town:$HTTPS",
      "topic": "t", "min": "low", "token": "tk_\"alabaster" }
  },
  "hosts": { $(home gazette.town ntfy.town) }
END
mkdir "$dir/recipes"
echo '{ "of": "the owner" }' >"$dir/recipes/own.json"

agent_start
settle gazette.town
for n in 1 2 3; do
	post gazette.town "Mokka $n: the coffee was terrible, never again." \
	    >/dev/null
done
await 20 "the posts" sh -c \
    "[ \$('$EARSHOT' -c '$dir/earshot.json' list 2>/dev/null | wc -l) -ge 4 ]"

# Takes the backup $1 into an empty box $2: its configuration is the backup's,
# but the folders are its own.
box()
{
	mkdir "$2" && sed "s#$dir/data#$2/data#; s#$dir/recipes#$2/recipes#" \
	    "$dir/earshot.json" >"$2/earshot.json" &&
	    chmod 600 "$2/earshot.json"
}
into()
{
	"$EARSHOT" -c "$2/earshot.json" restore "$1"
}
refused()			# FILE WORDS: and no store is left behind
{
	rm -rf "$dir/new"
	box "$1" "$dir/new"
	into "$1" "$dir/new" >"$dir/words" 2>&1 && return 1
	grep -q -- "$2" "$dir/words" && [ ! -e "$dir/new/data/store.mdb" ] &&
	    [ ! -e "$dir/new/data/restore" ]
}
same()				# VERB: it says the same here and there
{
	"$EARSHOT" -c "$dir/earshot.json" $1 >"$dir/here" 2>/dev/null
	"$EARSHOT" -c "$dir/new/earshot.json" $1 >"$dir/there" 2>/dev/null
	cmp "$dir/here" "$dir/there"
}

check "a tap" earshot tap 2 not-us

# --- without secrets, while the keeper runs
check "a backup beside the keeper" earshot backup "$dir/plain"
check "for the owner alone" sh -c "ls -l '$dir/plain' | grep -q '^-rw---'"
agent_stop
check "a backup without a keeper" earshot backup "$dir/later"
check "to a pipe" sh -c "'$EARSHOT' -c '$dir/earshot.json' backup - 2>/dev/null |
    cat >'$dir/piped'; [ \$(wc -c <'$dir/piped') = \$(wc -c <'$dir/later') ]"
check "no folder, no backup" sh -c "! '$EARSHOT' -c '$dir/earshot.json' \
    backup '$dir/none/x'"

box x "$dir/new"
check "into an empty box" into "$dir/later" "$dir/new"
for verb in list items ledger learned outbox; do
	check "$verb is the same" same $verb
done
check "its store holds" "$EARSHOT" -c "$dir/new/earshot.json" verify
check "the file that was there stayed, the other is beside it" \
    grep -q "the owner's own words stay" "$dir/new/earshot.json.restored"
check "without the token" sh -c "grep -q 'left out of the backup' \
    '$dir/new/earshot.json.restored' && ! grep -q alabaster \
    '$dir/new/earshot.json.restored'"
check "the owner's recipe is back" cmp "$dir/recipes/own.json" \
    "$dir/new/recipes/own.json"
check "not a second time" sh -c "! '$EARSHOT' -c '$dir/new/earshot.json' \
    restore '$dir/later' 2>&1 | grep -q 'records are back'"
check "and it still holds" "$EARSHOT" -c "$dir/new/earshot.json" verify

# --- a box that has no configuration yet gets it, and is told what lacks
rm -rf "$dir/data" "$dir/earshot.json" "$dir/recipes"
check "into a box without a file" earshot restore "$dir/later"
earshot check >"$dir/words" 2>&1
check "what lacks is said" grep -q \
    'phone": its "token" was left out of the backup' "$dir/words"
check "of the fleet's key, too" grep -q 'fleet "key": needs' "$dir/words"
check "the keeper's store is whole" earshot verify

# --- with them, sealed
sed -i 's/left out of the backup/basalt-token/' "$dir/earshot.json"
check "with secrets" sh -c "echo 'sourdough at five' | '$EARSHOT' \
    -c '$dir/earshot.json' backup --secrets '$dir/sealed'"
check "nothing of it is to be read" sh -c "! grep -qa 'basalt\|Mokka' \
    '$dir/sealed'"
check "too short a password" sh -c "! echo short | '$EARSHOT' \
    -c '$dir/earshot.json' backup --secrets '$dir/bad'"
rm -rf "$dir/new"
box x "$dir/new"
check "opened by it" sh -c "echo 'sourdough at five' | '$EARSHOT' \
    -c '$dir/new/earshot.json' restore '$dir/sealed'"
check "the token is there" grep -q basalt-token \
    "$dir/new/earshot.json.restored"
check "another password" refused "$dir/sealed" "another password" </dev/null

# --- damage
head -c 3000 "$dir/later" >"$dir/short"
check "its end is missing" refused "$dir/short" "its end is missing"
head -c 20 "$dir/later" >"$dir/stub"
check "hardly begun" refused "$dir/stub" "no backup"
(head -c 2000 "$dir/later"; printf 'X'; tail -c +2002 "$dir/later") \
    >"$dir/flipped"
check "a byte is another" refused "$dir/flipped" "damaged"
check "another kind of file" refused "$dir/earshot.json" "no backup"
check "no such file" refused "$dir/nowhere" "No such file"
finish
