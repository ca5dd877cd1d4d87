# poll.sh - one full poll, for emulators: they lack the locks that let one look
# into a store while the keeper runs, so here everything goes one by one.
. "$(dirname "$0")/lib.sh"
town_open
write_config <<END
  "rules": { "us": "mokka" },
  "sources": {
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 },
    "tag": { "recipe": "mastodon.tag", "tag": "harford",
      "base": "https://mastodon.town:$HTTPS", "every": 1 }
  },
  "channels": {
    $(a_phone),
    $(annas_mail)
  },
  "hosts": { $(home gazette.town mastodon.town ntfy.town mail.town) }
END
check "check" earshot check
check "the first poll" earshot once --all
check "it buzzes nothing" [ -z "$(ask /letters)" ]
post gazette.town "Mokka, the granite door
It does not open, third time, I am fed up." >/dev/null
check "the second poll" earshot once --all
check "the phone" came ntfy "granite"
check "the mail" came mail "granite"
check "it is stored" sh -c "'$EARSHOT' -c '$dir/earshot.json' list |
    grep -q '\"class\":\"complaint\".*granite'"
check "a third poll" earshot once --all
check "nothing twice" [ "$(ask /letters | wc -l)" -eq 2 ]
check_store
finish
