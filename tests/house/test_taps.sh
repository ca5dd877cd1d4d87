# test_taps.sh - what the owner taps is learnt by a running keeper and without
# one, told by its reasons, and taken back bit for bit.
. "$(dirname "$0")/lib.sh"
town_open

write_config <<END
  "rules": { "us": "mokka" },
  $(paper_and_phone)
END

number_of()			# MARK: the number of the mention with it
{
	earshot list 100 2>/dev/null | grep -- "$1" |
	    sed 's/.*"number":\([0-9]*\).*/\1/' | head -n 1
}
stored()
{
	[ -n "$(number_of "$1")" ]
}
taps()
{
	earshot learned 2>/dev/null
}
explains()			# MARK WORDS: its reasons have them
{
	earshot list 100 2>/dev/null | grep -- "$1" | grep -q -- "$2"
}
lies_there()			# nothing waits in the spool
{
	[ -z "$(ls "$dir/data/taps" 2>/dev/null)" ]
}

agent_start
settle gazette.town
post gazette.town "Mokka pot boiled over
The alabaster moka pot: my aluminium Mokka kettle is broken, terrible." \
    >/dev/null
await 20 "the first post" stored alabaster
await 20 "a letter of it" came ntfy alabaster
id=$(number_of alabaster)

check "a tap while the keeper runs" earshot tap "$id" not-us
check "nothing waits" lies_there
check "the tap is shown" sh -c "case '$(taps)' in *'\"tap\":1,'*) ;;
    *) false ;; esac"
check "the keeper says so" said "learnt: tap 1, 'not us'"
first=$(taps)

# --- the next of that kind is judged by it
post gazette.town "Mokka pot again
The basalt moka pot: another aluminium Mokka kettle is broken, terrible." \
    >/dev/null
await 20 "the second post" stored basalt
check "it is a reason" explains basalt "you tapped 'not us' on such"
check "its words are named" explains basalt kettle

# --- a critical word stays, whatever is tapped
post gazette.town "Ambulance at Mokka
The cobalt cake: a food poisoning, two people went to hospital from Mokka." \
    >/dev/null
await 20 "the third post" stored cobalt
check "no tap on it is learnt" sh -c "! '$EARSHOT' -c '$dir/earshot.json' \
    tap $(number_of cobalt) not-urgent"

# --- back again: what is shown is what was
check "a second tap" earshot tap "$(number_of basalt)" not-us
check "taken back" earshot undo
check "as it was" [ "$(taps)" = "$first" ]
check "a tap that never was" sh -c "! '$EARSHOT' -c '$dir/earshot.json' \
    undo 99"
check "a mention that never was" sh -c "! '$EARSHOT' -c \
    '$dir/earshot.json' tap 999 useful"
check_store

# --- without a keeper the verb does it itself
agent_stop
check "undo without a keeper" earshot undo 1
check "nothing is left" [ -z "$(taps)" ]
check "a tap without a keeper" earshot tap "$id" useful
check "it is there" [ "$(taps | wc -l)" -eq 1 ]
check "nothing waits" lies_there

# --- rubbish in the spool is taken away
echo rubbish >"$dir/data/taps/00000000000000000001-1"
check "rubbish harms nothing" earshot tap "$id" not-urgent
check "two taps" [ "$(taps | wc -l)" -eq 2 ]
check "nothing waits" lies_there
check_store
check_no_crash
finish
