#!/usr/bin/env python3
"""recipes.py EARSHOT SHARED - our recipes on other people's recorded answers,
by our engine and by the small reference interpreter: ids, counts, fields.

A difference is a fault unless KNOWN says why the reference is wrong there.
"""
import json, os, re, subprocess, sys
from datetime import datetime, timezone

NAMES = {"author_name": "author", "author_handle": "handle"}
FIELDS = ["id", "url", "title", "text", "author", "handle", "author_url",
          "time", "lang", "parent", "place", "rating", "followers", "likes",
          "replies"]
BASE = "https://h.example/list"


def flat(text):
    return re.sub(r"\s+", " ", text).strip()


# (recipe, field): why ours differs, and what may stand there.
KNOWN = {
    ("discourse.search", "url"): ("relative addresses are completed",
        lambda mine, theirs: mine.endswith("/" + theirs)),
    ("mastodon.search", "text"): ("what a page hides is not told",
        lambda mine, theirs: "youtube.com/watch" in mine and
        mine.split("youtube")[0] == theirs.split("https://www.youtube")[0]),
    ("*", "rating"): ("stars are whole numbers",
        lambda mine, theirs: mine == int(theirs + 0.5)),
}


def reference(engine, recipe, text):
    variables = {**{k: "<" + k + ">" for k in recipe.get("spec", {})},
                 **engine.defaults(recipe), "base": "https://h.example"}
    out = []
    for item in engine.extract(recipe, text, variables)[1]:
        item = {NAMES.get(k, k): v for k, v in item.items()}
        if item.get("time") is not None:
            item["time"] = datetime.fromtimestamp(int(item["time"]),
                timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        out.append({k: v for k, v in item.items()
                    if k in FIELDS and v not in (None, "", 0, "0")})
    return out


def ours(program, recipe, sample):
    run = subprocess.run([program, "parse", recipe, sample, BASE],
                         capture_output=True, text=True)
    if run.returncode:
        return None, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()], run.stderr


def differs(recipe, field, mine, theirs):
    if mine == theirs or str(mine) == str(theirs):
        return False
    if isinstance(mine, str) and isinstance(theirs, str) and \
            flat(mine) == flat(theirs):
        return False
    known = KNOWN.get((recipe, field)) or KNOWN.get(("*", field))
    return not (known and known[1](mine, theirs))


def main(program, shared):
    sys.path.insert(0, shared + "/reference")
    argv, sys.argv = sys.argv, [""]
    import engine
    source = open(shared + "/reference/check.py").read()
    samples = eval(re.search(r"MAP=(\{.*?\})\n", source).group(1))
    bad = n = 0
    for name, sample in sorted(samples.items()):
        path = f"{shared}/samples/{sample}"
        with open(f"net/recipes/source/{name}.json") as f:
            recipe = json.load(f)
        with open(path) as f:
            want = reference(engine, recipe, f.read())
        got, words = ours(program, name, path)
        faults = []
        if got is None or [m["id"] for m in got] != [m["id"] for m in want]:
            faults.append(f"ids: {got and [m['id'] for m in got]} "
                          f"for {[m['id'] for m in want]} {words}")
        else:
            for mine, theirs in zip(got, want):
                faults += [f"{mine['id']}: {k}: {mine.get(k)!r} "
                           f"for {theirs.get(k)!r}" for k in FIELDS
                           if differs(name, k, mine.get(k), theirs.get(k))]
            n += len(got)
        for fault in faults:
            print(f"recipes: {name} on {sample}: {fault}")
        bad += len(faults)
    print(f"recipes: {len(samples)} answers, {n} mentions, {bad} differences")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
