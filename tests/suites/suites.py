#!/usr/bin/env python3
"""Other people's test cases against the real binary, one line a suite.
usage: suites.py EARSHOT SHARED/suites    exit 1 when a figure is missed"""
import glob
import json
import os
import re
import subprocess
import sys

earshot, root = sys.argv[1], sys.argv[2]
missed = False


def run(args, stdin=b""):
    p = subprocess.run([earshot] + args, input=stdin, capture_output=True,
                       timeout=60)
    return p.returncode, p.stdout


def lines(name):
    with open(os.path.join(root, name), encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def report(name, good, total, need):
    global missed
    share = 100.0 * good / max(1, total)
    ok = share >= need
    missed = missed or not ok
    print("%-34s %5d of %5d  %6.2f %%  (at least %g)%s"
          % (name, good, total, share, need, "" if ok else "  MISSED"))


def collapse(s):
    return re.sub(r"[\s\u00a0]+", " ", s).strip()


def feeds():
    """The feedparser half, by its own checker."""
    for tier, need in (("core", 97), ("feed", 0)):
        out = subprocess.run(
            [sys.executable, "check_feeds.py", "feedparser.jsonl",
             "feedparser", os.path.abspath(earshot) +
             " parse --json-doc feed {file} {base}", "--tier", tier],
            cwd=root, capture_output=True, text=True).stdout
        m = re.search(r"TOTAL cases (\d+)/(\d+).*crashes (\d+)", out)
        if need:
            report("feedparser, tier " + tier, int(m[1]), int(m[2]), need)
        for path in re.findall(r"'(feed\.(?:title|link))': '(\d+)/(\d+)'", out):
            report("  " + path[0], int(path[1]), int(path[2]), 99)
        report("  without a crash, tier " + tier, int(m[2]) - int(m[3]),
               int(m[2]), 100)


def dates():
    good = 0
    cases = lines("feedparser_dates.jsonl")
    for c in cases:
        status, out = run(["try", "date", c["input"]])
        want = c["expected_unix"]
        good += status == 1 if want is None else \
            status == 0 and int(out or 0) == want
    report("dates", good, len(cases), 100)


def html():
    """Text and tags; of the entities those of HTML 4 and the numeric ones."""
    from html.entities import name2codepoint
    names = set(name2codepoint) | {"apos"}
    good, total = {}, {}
    for c in lines("html_text.jsonl"):
        kind = c["kind"]
        if kind == "entity":
            used = re.findall(r"&([A-Za-z][A-Za-z0-9]*)", c["input"])
            if not all(u in names for u in used):
                continue
        _, out = run(["try", "text"], c["input"].encode("utf-8",
                                                        "surrogatepass"))
        got = out.decode("utf-8", "replace")
        total[kind] = total.get(kind, 0) + 1
        good[kind] = good.get(kind, 0) + \
            (collapse(got) == collapse(c["expected_text"]))
    report("html to text, text and tags", good["text"] + good["tags"],
           total["text"] + total["tags"], 97)
    report("html to text, entities of HTML 4", good["entity"],
           total["entity"], 100)


def jsons():
    for kind, want in (("y", 0), ("n", 1)):
        files = glob.glob(os.path.join(root, "JSONTestSuite", kind + "_*"))
        good = sum(run(["parse", "mastodon.tag", f])[0] == want
                   for f in files)
        report("JSON, every %s_ %s" % (kind, "refused" if want else
               "accepted"), good, len(files), 100)


def http():
    global missed
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                          "curl.py")
    p = subprocess.run([sys.executable, script,
                        os.path.join(root, "curl_http_oracle.jsonl"),
                        earshot, "try", "fetch"],
                       capture_output=True, text=True)
    print(p.stdout.strip().splitlines()[-1] if p.stdout else p.stderr)
    missed = missed or p.returncode != 0


for suite in (feeds, dates, html, jsons, http):
    suite()
sys.exit(missed)
