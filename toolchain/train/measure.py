"""measure.py - how well a polarity table does, by the router's own code.

usage: measure.py [TABLE]

Intervals hold 95 of 100 draws of as many texts (bootstrap).
"""
import os
import random
import re
import sys

import numpy as np

import noise
import router
import sets

DRAWS = 300
SHORT = 12			# words: what is said is one thing
RATED = 10			# tenths, as the word lists have them
OWN = os.path.join(os.path.dirname(__file__), 'denied.tsv')
IS = re.compile(r"\b(is|was|are|were)(?: (?:very|so|really|quite|pretty|"
                r"just|too|absolutely|extremely))? ([a-z]+)\b", re.I)
AN = re.compile(r"\b()an? (?:(?:very|really) )?([a-z]+)\b", re.I)
DO = re.compile(r"\b(I|we|they|you)(?: (?:really|absolutely|totally|highly|"
                r"just|definitely|also))? ([a-z]+)\b", re.I)
DENIED = re.compile(r"\b(not|no|never|nothing|nobody|none|without|hardly)\b|"
                    r"n['\u2019]?t\b", re.I)


def recall(y, p):
    return np.mean([(p[y == k] == k).mean() for k in np.unique(y)])


def f1(y, p):
    return np.mean([2 * ((p == k) & (y == k)).sum() /
                    max(1, (p == k).sum() + (y == k).sum())
                    for k in range(3)])


def weighted_f1(y, p):
    """As in Hutto and Gilbert (2014): sides weigh as often as they are."""
    return sum((y == k).mean() * 2 * ((p == k) & (y == k)).sum() /
               max(1, (p == k).sum() + (y == k).sum()) for k in range(3))


def pearson(y, x):
    return np.corrcoef(y, x)[0, 1]


def right(y, p):
    return (y == p).mean()


def interval(how, y, p):
    dice = np.random.RandomState(1)
    some = [how(y[k], p[k]) for k in
            (dice.randint(0, len(y), len(y)) for _ in range(DRAWS))]
    return how(y, p), *np.percentile(some, [2.5, 97.5])


def line(what, how, y, p):
    v, low, high = interval(how, y, p)
    print(f'{what:44} {len(y):6} {v:.3f} {low:.3f}-{high:.3f}', flush=True)
    return v


def sign(x, near):
    return np.where(x > near, 2, np.where(x < -near, 0, 1))


class Said:
    """What the table says of a set; only of what was kept out, if any was."""

    def __init__(self, table, name, check, texts=None):
        k = sets.kept(name) if check and name in sets.KEPT else slice(None)
        v = router.verdicts(table, texts or sets.texts(name))[k]
        self.y = sets.sides(name)[k]
        self.side, self.sentiment = v[:, 0], v[:, 4]
        self.lean = v[:, 3] - v[:, 1]
        self.rating = sets.ratings(name)[k] if name[:5] == 'vader' else None


def worse_copies():
    dice = random.Random(99)

    def some(change, share):
        def bad(text):
            part = text.split(' ')
            long = [i for i, w in enumerate(part)
                    if w.isalpha() and len(w) > 3]
            for i in dice.sample(long, min(len(long),
                                           max(1, int(len(long) * share)))):
                part[i] = change(part[i], dice)
            return ' '.join(part)
        return bad

    def faces(text):
        return ' '.join(dice.choice(noise.FACES[noise.bare(w)])
                        if noise.bare(w) in noise.FACES else w
                        for w in text.split(' '))

    return (('slips', some(noise.slip, .2)), ('drawn', some(noise.draw, .2)),
            ('no apostrophes', lambda t: t.replace("'", '')
             .replace('’', '')), ('emoji for words', faces))


def rated(found, side):
    """The pattern's last word is on that side in the word lists."""
    return (router.tenths(found.group(found.lastindex).lower()) *
            (side - 1) >= RATED)


def put(pattern, how):
    """Puts a denial where the pattern is, in a short text that denies nothing
    yet and has a word of its own side there; others give None."""
    def denied(text, side):
        found = pattern.search(text)
        if (not found or len(text.split()) > SHORT or DENIED.search(text) or
                not rated(found, side)):
            return None
        return text[:found.end(1)] + how(found.group(1)) + text[found.end(1):]
    return denied


denied = put(IS, lambda w: ' not')
DENIALS = (('"X is ADJ", right', (
    ('"not" put in: the side is lost', denied),
    ("isn't", put(IS, lambda w: "n't")),
    ('isnt', put(IS, lambda w: 'nt')),
    ('never', put(IS, lambda w: ' never')))), (
    '"a ADJ", right', (
        ('not a ADJ', put(AN, lambda w: 'not ')),)), (
    '"I VERB", right', (
        ("don't", put(DO, lambda w: " don't")),
        ('not', put(DO, lambda w: ' not')),
        ('never', put(DO, lambda w: ' never')))))


def tell_denied(table, check):
    """Read rightly, and with a denial in it no longer read so."""
    sides, said, kept = {}, {}, {}
    for name in ('uci_amazon', 'uci_imdb', 'sst2_dev', 'vader_amazon',
                 'tweeteval_sentiment_val'):
        sides[name] = sets.sides(name)
        kept[name] = (sets.kept(name) if check and name in sets.KEPT else
                      np.ones(len(sides[name]), bool))
    for what, kinds in DENIALS:
        for i, (how, deny) in enumerate(kinds):
            was, now = [], []
            for name, y in sides.items():
                k = [(t, deny(t, s), s) for t, s, k in
                     zip(sets.texts(name), y, kept[name]) if k]
                k = [q for q in k if q[1] is not None]
                if k:
                    y = np.array([q[2] for q in k])
                    v = [router.verdicts(table, [q[j] for q in k])[:, 0]
                         for j in (0, 1)]
                    was.append(y == v[0])
                    now.append(y != v[1])
            was, now = np.concatenate(was), np.concatenate(now)
            if i == 0:
                line(what, right, np.ones(len(was)), was)
            line('  ' + how, right, np.ones(len(now)), now)
    tell_own(table)


def tell_own(table):
    """Of denied.tsv the half that nobody looked at."""
    rows = [l.rstrip('\n').split('\t') for l in
            open(OWN, encoding='utf8') if l[0] != '#']
    y = np.array([int(r[1]) for r in rows])
    v = [router.verdicts(table, [r[j] for r in rows])[:, 0] for j in (2, 3)]
    even = np.arange(len(rows)) % 2 == 1
    for lang in dict.fromkeys(r[0] for r in rows):
        k = even & np.array([r[0] == lang for r in rows])
        line(f'own sentences, {lang}, right', right, y[k], v[0][k])
        line('  a denial put in: the side is lost', right,
             np.ones(k.sum()), v[1][k] != y[k])


def tell(table, check):
    name = 'tweeteval_sentiment_val'
    s = Said(table, name, check)
    line('TweetEval validation, macro-recall', recall, s.y, s.side)
    for how, bad in worse_copies():
        w = Said(table, name, check, [bad(t) for t in sets.texts(name)])
        line('  ' + how, recall, w.y, w.side)
    tell_denied(table, check)
    scores = [line('TweetEval validation, macro-F1', f1, s.y, s.side)]
    for l in sets.LANGS[1:]:
        s = Said(table, f'umsab_{l}_val', check)
        scores.append(line(f'UMSAB {l} validation, macro-F1', f1, s.y,
                           s.side))
    print(f'{"six languages":51} {np.mean(scores):.3f}')
    for name, what in (('absa16_rest_train', 'restaurants (ABSA 16)'),
                       ('own', 'our own mentions'),
                       ('brand_sxsw', 'brands at a fair (learned)')):
        s = Said(table, name, check)
        k = s.y >= 0
        line(f'{what}, macro-F1', f1, s.y[k], s.side[k])
    for name in ('vader_amazon', 'vader_nyt'):
        s = Said(table, name, check)
        line(f'{name}, r of sentiment', pearson, s.rating, s.sentiment)
        line(f'{name}, F1 as published', weighted_f1, sign(s.rating, 0),
             sign(s.sentiment, 4))
    for name in ('uci_amazon', 'uci_imdb', 'sst2_dev'):
        s = Said(table, name, check)
        line(f'{name}, which of two', right, s.y, sign(s.lean, 0))


if __name__ == '__main__':
    with open((sys.argv[1:] or ['core/judge/polarity.bin'])[0], 'rb') as f:
        tell(f.read(), False)
