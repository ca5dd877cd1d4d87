# test_path.sh - the way of one post to four channels, and what may not go it.
. "$(dirname "$0")/lib.sh"
town_open

sources="gazette.town blog.town forum.town mastodon.town hn.town"
write_config <<END
  "rules": { "us": "mokka" },
  "sources": {
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 },
    "blog": { "feed": "https://blog.town:$HTTPS/feed.atom", "every": 1 },
    "forum": { "feed": "https://forum.town:$HTTPS/feed.json", "every": 1 },
    "tag": { "recipe": "mastodon.tag", "tag": "harford",
      "base": "https://mastodon.town:$HTTPS", "every": 1 },
    "hn": { "recipe": "hackernews", "q": "mokka",
      "base": "https://hn.town:$HTTPS", "every": 1 }
  },
  "channels": {
    $(a_phone),
    $(annas_mail),
    "till": { "recipe": "webhook", "secret": "town-webhook-secret",
      "url_to": "https://hook.town:$HTTPS/x", "min": "low" },
    "chat": { "recipe": "telegram", "api": "https://telegram.town:$HTTPS",
      "token": "1:x", "chat": "1", "min": "low" }
  },
  "hosts": { $(home $sources ntfy.town hook.town telegram.town mail.town) }
END

channels="ntfy mail webhook telegram"
everywhere()			# MARK: came once to each channel
{
	for c in $channels; do
		came "$c" "$1" || return 1
	done
}
nothing_came()
{
	[ -z "$(ask /letters)" ]
}
none_twice()
{
	! ask /letters | awk -F '\t' '$2 != 1 { print; bad = 1 }
	    END { exit !bad }'
}

# --- the first poll is the baseline: the town has a past, two posts of it match
agent_start
settle $sources
check "the first poll buzzes nothing" nothing_came

# --- one post on each network, each once to each channel
a=$(post gazette.town "Mokka stalls again
The alabaster door of Mokka is broken for the third time, I am fed up, and
nobody answers. I want my money back." author=Anna)
b=$(post blog.town "Breakfast at Mokka
A basalt bench, and good coffee.")
c=$(post forum.town "Does Mokka open on Sunday?
Asking for the cobalt club.")
d=$(post mastodon.town "Mokka has dolomite cake today #harford")
e=$(post hn.town "Ask: who built the emerald till at Mokka?")
post gazette.town "Nothing of interest" >/dev/null
for id in $a $b $c $d; do
	await 20 "post $id in four channels" everywhere "/p/$id"
done
await 20 "post $e in four channels" everywhere "item?id=$e"

# --- the same story in two feeds is one mention
twin="https://twin.example/story"
for h in gazette.town forum.town; do
	post $h "Mokka gets a falcon
It lives on the roof." "url=$twin" >/dev/null
done
await 20 "the twin in four channels" everywhere "$twin"

# --- an edit changes what is stored, and says nothing
ask "/edit?id=$a" "The granite door of Mokka does not open." >/dev/null
edited()
{
	earshot list 50 | grep -q 'granite door'
}
await 20 "the edit" edited
settle $sources
check "each letter came once" none_twice
check "6 posts, 4 channels, 24 letters" \
    [ "$(ask /letters | wc -l)" -eq 24 ]
rank()				# CHANNEL: how loud the complaint was there
{
	letters "$1" alabaster | cut -f 3
}
check "the complaint is $(rank ntfy) on the phone, $(rank mail) in the mail" \
    [ "$(rank mail)" = "$(rank ntfy)" ]
check "it is loud" [ "$(rank ntfy)" != normal ]

# --- cheap: unchanged answers, short handshakes
for h in gazette.town blog.town forum.town; do
	check "$h was told what we have" [ "$(counted $h 6)" -gt 0 ]
done
for h in $sources; do
	check "$h: one full handshake, not $(counted $h 3)" \
	    [ "$(counted $h 3)" -eq 1 ]
	check "$h: sessions are resumed" [ "$(counted $h 4)" -ge 2 ]
done
note "gazette.town: $(counted gazette.town 5) requests," \
    "$(counted gazette.town 6) unchanged, $(counted gazette.town 3) full" \
    "and $(counted gazette.town 4) resumed handshakes"

# --- what the verbs know of it, while it runs
number()			# of the mention with that in it
{
	earshot list 50 | grep -- "$1" | sed 's/.*"number":\([0-9]*\).*/\1/'
}
n=$(number granite)
check "list has the mention once" [ "$(echo "$n" | wc -w)" -eq 1 ]
check "show" sh -c "'$EARSHOT' -c '$dir/earshot.json' show $n | grep -q Anna"
earshot explain "$n" >/dev/null 2>"$dir/why"
check "explain names the rule" grep -q 'rule "us" because of: Mokka' "$dir/why"
check "explain names what was told" grep -q 'phone: sent' "$dir/why"
check "explain: the points sum to the priority" \
    grep -q ' = [0-9]*' "$dir/why"
check "whynot" earshot whynot "https://gazette.town:$HTTPS/p/$a"
check "the twin was sighted twice" sh -c \
    "'$EARSHOT' -c '$dir/earshot.json' list 50 |
    grep falcon | grep -q '\"sightings\":[12]'"
check "no letter waits" [ -z "$(earshot outbox 2>/dev/null)" ]
check_store
check_no_crash
agent_stop
check_store
finish
