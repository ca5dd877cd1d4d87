#!/usr/bin/env python3
"""valence.py - VADER's ratings of words to core/judge/valence.bin.

usage: valence.py TEXTS.tsv... >core/judge/valence.bin

Fetches the pinned npm package vader-sentiment (Apache-2.0, see NOTICE) with
npm, checks its sha512, and keeps of each word its hash (core/judge/hash.h)
and its mean rating in tenths. Two parts, words and emoticons; each begins with
how many there are (3 bytes), then hash (4) and rating (1), in the order of the
hashes, big-endian.

Words that stand in none of the texts (a label, a tab and a text a line) are
left out: of 7,235 some 3,000 do not occur in 200,000 tweets and reviews.
run.sh says which texts.
"""
import base64
import hashlib
import io
import re
import subprocess
import sys
import tarfile
import tempfile

PACKAGE = "vader-sentiment@1.1.3"
SHA512 = ("z9ys48I7pd3ngy/YzYDCTcOp6//z96wiXaJnQnuyxiPT3PTU0mWLWVCKvips11S5"
          "euvHfXsr0ahsmWT2oeXcUw==")


def fetch():
    with tempfile.TemporaryDirectory() as d:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=d, check=True,
                       stdout=subprocess.DEVNULL)
        name = f"{d}/vader-sentiment-1.1.3.tgz"
        data = open(name, "rb").read()
    if base64.b64encode(hashlib.sha512(data).digest()).decode() != SHA512:
        sys.exit("valence.py: not the package that was pinned")
    with tarfile.open(fileobj=io.BytesIO(data)) as t:
        return t.extractfile("package/vader_lexicon.txt").read().decode()


def hash_bytes(b):
    h = 0x811C9DC5
    for c in b:
        h = (h ^ c) * 0x01000193 & 0xFFFFFFFF
    h = (h ^ h >> 16) * 0x7FEB352D & 0xFFFFFFFF
    h = (h ^ h >> 15) * 0x846CA68B & 0xFFFFFFFF
    return h ^ h >> 16


def part(ratings):
    """Of several that fold to the same, the mean."""
    rows = sorted((hash_bytes(w.encode()), round(10 * sum(v) / len(v)))
                  for w, v in ratings.items())
    rows = [(h, v) for h, v in rows if v]
    return len(rows).to_bytes(3, "big") + b"".join(
        h.to_bytes(4, "big") + (v & 0xFF).to_bytes(1, "big") for h, v in rows)


def vocabulary(files):
    seen = set()
    for name in files:
        for line in open(name, encoding="utf-8", errors="replace"):
            text = line.split("\t", 1)[-1].lower().replace("'", "")
            seen.update(re.findall("[a-z0-9]+", text.replace("\u2019", "")))
    return seen


def main():
    words, faces = {}, {}
    seen = vocabulary(sys.argv[1:])
    for line in fetch().splitlines():
        text, rating = line.split("\t")[:2]
        fold = text.lower().replace("'", "")
        if re.fullmatch("[a-z0-9]{2,}", fold):
            if seen and fold not in seen:
                continue
            words.setdefault(fold, []).append(float(rating))
        elif not re.search("[ ]|[a-z]{2}", text.lower()):
            faces.setdefault(text.lower(), []).append(float(rating))
    sys.stdout.buffer.write(part(words) + part(faces))
    print(len(words), "words,", len(faces), "emoticons", file=sys.stderr)


main()
