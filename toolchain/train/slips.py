"""slips.py - core/judge/slips.bin (core/judge/slip.h): the words that a slip
of the finger is mended to, and the real words that are none.

usage: slips.py

Both are counted in the English texts that polarity is learned from, and real
words in our own mentions, too; to measure with, without what sets.KEPT keeps
out. An aim is worth how often it comes times what its
slips cost a verdict of the polarity table, and costs its bits and those of
the real words so near to it. Wants core/judge/polarity.bin and lib.so.
"""
import glob
import random
import re
import sys
from collections import Counter, defaultdict

import numpy as np

import noise
import router
import sets

LEAST, MOST, PROBES = 4, 13, 4	# as in core/judge/slip.h
AIMS = 1200
BITS_REAL = 8			# of the filter, for each word
OURS = 3			# times: what we have written is right
SEEN, SEEN_FOUR = 5, 20		# times: less is no aim; of four letters,
SEEN_CUE = 3			# of a cue
WOKEN, WOKEN_LEAST = 'cm', 5	# the words of such cues are aims in any case
DRAWS = 6			# of slips, to see what they cost
SLIPS = 20, 100			# a word so much rarer than an aim may be a
				# slip: one that comes at most OFTEN times and
OFTEN = 12			# is a form of no other, or any

# Millionths of a set's words weigh this much; of the others nothing.
WEIGHS = {'tweeteval_sentiment_train': 1, 'kaggle_tse_public': .3,
          'goemotions_train': .3, 'sst2_train': .6, 'vader_amazon': 1,
          'vader_movie': .3, 'absa14_rest_train': 1, 'absa16_rest_train': 1,
          'uci_amazon': 1, 'uci_imdb': 1}
LETTERS = 'abcdefghijklmnopqrstuvwxyz'
ENDINGS = [(e.split(':')[0], e.split(':')[1].split('|')) for e in
           'ing:|e ed:|e s: es: er:|e ers:|e ly: ies:y ied:y ier:y iest:y '
           'est:|e y:|e able:|e'.split()]


def words_of(text):
    text = re.sub(r'[@#]\w+|https?\S*|www\.\S+', ' ',
                  re.sub("['\u2019]", '', text.lower()))
    return [w for w in re.findall(r'[^\W_]+', text)
            if w.isascii() and w.isalpha()]


def ours():
    for path in sorted(glob.glob(f'{sets.MENTIONS}/*.tsv')):
        with open(path, encoding='utf8') as f:
            for line in f:
                if not line.startswith('#') and line.count('\t') >= 8:
                    yield line.rstrip('\n').split('\t')[8]


def count(check):
    """How often a word comes, and what that weighs."""
    often, weight = Counter(), Counter()
    for name in sets.LEARNED:
        if name.startswith(('umsab', 'own', 'bulk')):
            continue		# other languages; ours
        here = Counter(w for text, out in
                       zip(sets.texts(name), sets.kept(name))
                       if not (out and check) for w in words_of(text))
        often.update(here)
        part = WEIGHS.get(name, 0) * 1e6 / sum(here.values())
        for w, n in here.items():
            weight[w] += part * n
    for text in ours() if not check else ():
        for w in words_of(text):
            often[w] += OURS
    return often, weight


def meant(w):
    """What w may have been meant to be, and whether that is likely: two
    letters that changed places, or one twice."""
    n, out = len(w), {}

    def put(x, likely):
        if x != w:
            out.setdefault(x, likely)
    for i in range(1, n - 1):
        put(w[:i] + w[i + 1] + w[i] + w[i + 2:], True)
    for i in range(1, n - 1):
        put(w[:i] + w[i + 1:], w[i] in (w[i - 1], w[i + 1]))
    for i in range(1, n - 1):
        for c in LETTERS:
            put(w[:i] + c + w[i + 1:], False)
    for i in range(1, n):
        for c in LETTERS:
            put(w[:i] + c + w[i:], c in (w[i - 1], w[i]))
    return out


def costs(words, table):
    """What a verdict of the word alone loses by a slip in it."""
    dice = random.Random(5)
    said = [x for w in words
            for x in [w] + [noise.slip(w, dice) for _ in range(DRAWS)]]
    v = router.verdicts(table, said, False)
    lean = (v[:, 3] - v[:, 1]).reshape(len(words), -1)
    return np.abs(lean[:, :1] - lean[:, 1:]).mean(1) / 1000


def stem(w, often):
    """The word that w is a form of."""
    for end, heads in ENDINGS:
        bare = w[:-len(end)]
        if not w.endswith(end) or len(bare) < 3:
            continue
        for x in [bare + h for h in heads] + [bare[:-1]] * (
                len(bare) > 3 and bare[-1] == bare[-2]):
            if often[x] >= SEEN:
                return x
    return None


def is_real(w, near, often):
    """Of words that no list knows: not a slip of what is near to it."""
    x = max(near, key=lambda x: (often[x], x))
    n = often[w]
    form = stem(w, often) is not None
    if n == 1 or (n == 2 and often[x] >= 4 * SLIPS[1]):
        return form
    return not near[x] or often[x] < SLIPS[form or n > OFTEN] * n


def cue_words():
    """Harm and money: what somebody is woken for."""
    with open('core/judge/lexicon/en.txt', encoding='utf8') as f:
        for line in f:
            head, _, entries = line.partition('#')[0].partition('\t')
            if head and head[-1] in WOKEN:
                yield from re.findall(r'[a-z]+(?=[ ,\n])', entries)


class Choice:
    def __init__(self, table, check):
        self.often, self.weight = count(check)
        self.woken = {w for w in cue_words()
                      if WOKEN_LEAST <= len(w) <= MOST and
                      self.often[w] >= SEEN_CUE}
        worth = [w for w, n in sorted(self.often.items())
                 if LEAST <= len(w) <= MOST and self.weight[w] > 0 and
                 n >= (SEEN_FOUR if len(w) == LEAST else SEEN)]
        self.worth = {w: self.weight[w] * c for w, c in
                      zip(worth, costs(worth, table))}
        for w in self.woken:
            self.worth.setdefault(w, 0)
        self.look()
        self.drop_slips()

    def look(self):
        """Of each unknown word what it may have been meant to be."""
        self.near, self.around = {}, defaultdict(list)
        for w in sorted(self.often):
            if LEAST <= len(w) <= MOST and not router.known(w):
                self.near[w] = {x: likely for x, likely in meant(w).items()
                                if x in self.worth}
                for x in self.near[w]:
                    self.around[x].append(w)

    def drop_slips(self):
        """A frequent slip is no aim."""
        for w, near in self.near.items():
            if w in self.worth and w not in self.woken and any(
                    likely and self.often[x] > 20 * self.often[w]
                    for x, likely in near.items()):
                del self.worth[w]

    def aims(self):
        def bits(w):
            return (5 * (len(w) - 1) + .6 * BITS_REAL *
                    sum(self.often[x] > 1 for x in self.around[w]))
        return sorted(self.worth, key=lambda w: (
            w not in self.woken, -self.worth[w] / bits(w), w))[:AIMS]

    def real(self, aims):
        aims = set(aims)
        out = []
        for w, near in self.near.items():
            near = {x: k for x, k in near.items() if x in aims}
            if near and w not in aims and is_real(w, near, self.often):
                out.append(w)
        return out


# --- the bytes --------------------------------------------------------------

def filter_of(words):
    size = len(words) * BITS_REAL // 8
    out = bytearray(size)
    for w in words:
        h = router.hash_of(w)
        for _ in range(PROBES):
            bit = h * 8 * size >> 32
            out[bit // 8] |= 1 << bit % 8
            h = h * 0x9e3779b1 & 0xffffffff
    return bytes(out)


def pack(aims, real, weight):
    """aims: in the order of their worth."""
    aims = sorted(aims, key=lambda w: (len(w), w[0], -weight[w], w))
    counts = Counter((len(w), w[0]) for w in aims)
    bits, at, length = 0, 0, 0
    for w in aims:
        if len(w) > length:
            at, length = (at + 7) // 8 * 8, len(w)
        for c in w[1:]:
            bits |= (ord(c) - 96) << at
            at += 5
    screen = filter_of(real)
    return (b'ES\1' + len(screen).to_bytes(2, 'big') +
            bytes(counts[n, c] for n in range(LEAST, MOST + 1)
                  for c in LETTERS) + screen +
            bits.to_bytes((at + 7) // 8, 'little') + bytes(8))


def make(table, check):
    choice = Choice(table, check)
    aims = choice.aims()
    real = choice.real(aims)
    print(f'slips: {len(aims)} aims, {len(real)} real words near to them',
          file=sys.stderr)
    return pack(aims, real, choice.weight)


def main():
    with open('core/judge/polarity.bin', 'rb') as f:
        blob = make(f.read(), False)
    with open(router.SLIPS, 'wb') as f:
        f.write(blob)


if __name__ == '__main__':
    main()
