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
import heapq
import random
import re
import sys
from collections import Counter, defaultdict

import numpy as np

import noise
import router
import sets

LEAST, MOST = 4, 13		# as in core/judge/slip.h,
CODE, SLICES, WINDOW = 10, 6, 56	# and these
AIMS = 1200
BITS_LETTER, BITS_REAL = 3.2, 5.4	# what a word costs in the table
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


def foreign():
    """How often the words of the other languages come there, if not once."""
    often = Counter(w for l in sets.LANGS[1:]
                    for text in sets.texts(f'umsab_{l}_train')
                    for w in words_of(text))
    return Counter({w: n for w, n in often.items() if n > 1})


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


ROWS = 'qwertyuiop', ' asdfghjkl', '  zxcvbnm'
KEYS = {c: (2 * x - y, y) for y, row in enumerate(ROWS)
        for x, c in enumerate(row) if c != ' '}
BESIDE = {a: [b for b, (x, y) in KEYS.items() if
              (abs(x - KEYS[a][0]), abs(y - KEYS[a][1])) in ((2, 0), (1, 1))]
          for a in LETTERS}


def meant(w):
    """What w may have been meant to be, and whether that is likely: two
    letters that changed places, or one twice."""
    n, out = len(w), {}

    def put(x, likely):
        if x != w:
            out.setdefault(x, likely)
    for i in range(n - 1):
        put(w[:i] + w[i + 1] + w[i] + w[i + 2:], True)
    for i in range(n - 1):
        put(w[:i] + w[i + 1:], w[i] in (w[i - 1], w[i + 1]))
    if w[-1] == w[-2]:
        put(w[:-1], True)
    for i in range(n):
        for c in LETTERS if 0 < i < n - 1 else BESIDE[w[i]]:
            put(w[:i] + c + w[i + 1:], False)
    for i in range(n + 1):
        for c in LETTERS:
            put(w[:i] + c + w[i:], c in w[max(i - 1, 0):i + 1])
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
        self.foreign = foreign()
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
        for w in sorted(self.often | self.foreign):
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
            return (BITS_LETTER * len(w) + .6 * BITS_REAL *
                    sum(self.often[x] > 1 for x in self.around[w]))
        return sorted(self.worth, key=lambda w: (
            w not in self.woken, -self.worth[w] / bits(w), w))[:AIMS]

    def real(self, aims):
        aims = set(aims)
        out = []
        for w, near in self.near.items():
            near = {x: k for x, k in near.items() if x in aims}
            if near and w not in aims and (
                    self.foreign[w] > self.often[w] or
                    is_real(w, near, self.often)):
                out.append(w)
        return out


# --- the bytes --------------------------------------------------------------

def picks(word, places):
    """The bits of a slice from its first one on, and how odd they are."""
    h = router.hash_of(word)
    mixed = h * 0x9e3779b97f4a7c15 & (1 << 64) - 1
    return h * places >> 32, mixed >> 64 - WINDOW, mixed % (1 << SLICES)


def solve(words, size):
    """Slices of so many bytes, or None: an equation for each word, whose first
    bit is its own when those of others are taken out."""
    rows = {}
    for w in words:
        at, bits, odd = picks(w, 8 * size - WINDOW)
        while bits:
            at += (low := (bits & -bits).bit_length() - 1)
            bits >>= low
            if at not in rows:
                rows[at] = bits, odd
                break
            bits, odd = bits ^ rows[at][0], odd ^ rows[at][1]
        if not bits and odd:
            return None
    slices = [0] * SLICES
    for at in sorted(rows, reverse=True):
        bits, odd = rows[at]
        for i in range(SLICES):
            if ((slices[i] >> at & bits).bit_count() ^ odd >> i) & 1:
                slices[i] |= 1 << at
    return b''.join(x.to_bytes(size, 'little') for x in slices)


def filter_of(words):
    size = max(8, len(words) // 8)
    while (out := solve(words, size)) is None:
        size += 1
    return size, out


def lengths_of(often):
    """Of a Huffman code none of whose symbols is longer than CODE."""
    floor = 1
    while True:
        heap = [(max(n, floor), x, [x]) for x, n in sorted(often.items())]
        heapq.heapify(heap)
        bits = dict.fromkeys(often, 0)
        while len(heap) > 1:
            (n, x, some), (m, _, more) = (heapq.heappop(heap),
                                          heapq.heappop(heap))
            for s in some + more:
                bits[s] += 1
            heapq.heappush(heap, (n + m, x, some + more))
        if max(bits.values()) <= CODE:
            return bits
        floor += 1


def symbols_of(words):
    """The letters of each word that the one before it does not begin with, and
    with how many of its own the next one does."""
    out, shared = [], 0
    for w, after in zip(words, words[1:] + ['']):
        out += [ord(c) - 97 for c in w[shared:]]
        shared = next((i for i, (a, b) in enumerate(zip(w, after)) if a != b),
                      min(len(w), len(after)))
        out.append(26 + shared)
    return out


def pack(aims, real):
    symbols = symbols_of(sorted(aims))
    length = lengths_of(Counter(symbols))
    order = sorted(length, key=lambda x: (length[x], x))
    codes, code, was = {}, 0, 0
    for x in order:
        code <<= length[x] - was
        was = length[x]
        codes[x] = f'{code:0{was}b}'
        code += 1
    bits = ''.join(codes[x] for x in symbols)
    stream = int(bits + '0' * (-len(bits) % 8), 2).to_bytes(
        (len(bits) + 7) // 8, 'big')
    size, screen = filter_of(real)
    count = Counter(length.values())
    return (b'ES\2' + len(aims).to_bytes(2, 'big') + size.to_bytes(2, 'big') +
            bytes(count[n + 1] for n in range(CODE)) + bytes(order) + screen +
            stream + bytes(2))


def make(table, check):
    choice = Choice(table, check)
    aims = choice.aims()
    real = choice.real(aims)
    print(f'slips: {len(aims)} aims, {len(real)} real words near to them',
          file=sys.stderr)
    return pack(aims, real)


def main():
    with open('core/judge/polarity.bin', 'rb') as f:
        blob = make(f.read(), False)
    with open(router.SLIPS, 'wb') as f:
        f.write(blob)


if __name__ == '__main__':
    main()
