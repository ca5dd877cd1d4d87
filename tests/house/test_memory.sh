# test_memory.sh - a box whose flash cannot hold the store: it lives in memory,
# the data directory keeps a snapshot, and a power cut loses no post.
. "$(dirname "$0")/lib.sh"
town_open
write_config <<END
  "rules": { "us": "mokka" },
  "live": "$dir/ram",
  $(paper_and_phone)
END
power_cut()			# nothing is told, and memory is gone
{
	kill -9 "$agent"
	wait "$agent" 2>/dev/null
	agent=
	pkill -9 -P $$ -f 'earshot: worker' 2>/dev/null
	rm -rf "$dir/ram"
}
told()
{
	post gazette.town "Mokka $1: the coffee was terrible, never again." \
	    >/dev/null
	await 20 "a letter of $1" sh -c "'$TOWN' ask '$dir' /letters |
	    grep -q '$1'"
}

agent_start
settle gazette.town
told alabaster
check "the file is in memory" test -e "$dir/ram/store.mdb"
check "and not where the flash is" test ! -e "$dir/data/store.mdb"
check "others may not look" sh -c "ls -ld '$dir/ram' | grep -q '^drwx------'"
check "a verb looks into memory" sh -c "'$EARSHOT' -c '$dir/earshot.json' \
    list 2>/dev/null | grep -q alabaster"
check "doctor says so" sh -c "'$EARSHOT' -c '$dir/earshot.json' doctor 2>&1 |
    grep -q 'the store lives in memory'"
agent_stop
check "a proper end leaves a snapshot" test -e "$dir/data/store.snapshot"
rm -rf "$dir/ram"
check "it can be looked at" sh -c "'$EARSHOT' -c '$dir/earshot.json' \
    list 2>/dev/null | grep -q alabaster"

agent_start
settle gazette.town
told basalt
power_cut
agent_start
settle gazette.town
told chalk
agent_stop
check_store
for stone in alabaster basalt chalk; do
	check "$stone is stored" sh -c "'$EARSHOT' -c '$dir/earshot.json' \
	    list 2>/dev/null | grep -q $stone"
done
check "what was sent before the snapshot is not sent again" \
    came ntfy alabaster

# --- a backup, and a person who is forgotten, leave nothing in either
check "a backup" earshot backup "$dir/kept"
check "refused while it is there" sh -c "! '$EARSHOT' \
    -c '$dir/earshot.json' restore '$dir/kept' 2>/dev/null"
rm -rf "$dir/ram" "$dir/data"
check "restored" earshot restore "$dir/kept"
check_store
check "with all of it" sh -c "'$EARSHOT' -c '$dir/earshot.json' \
    list 2>/dev/null | grep -q chalk"
finish
