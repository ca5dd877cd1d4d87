"""measure.py - how well a polarity table does, by the router's own code.

usage: measure.py [TABLE]

Intervals hold 95 of 100 draws of as many texts (bootstrap).
"""
import random
import sys

import numpy as np

import deny
import noise
import router
import sets
import slips

DRAWS = 300
WORSE = 12			# draws of worse copies; a set is as hard as
				# its draw


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

    def __init__(self, table, name, check, texts=None, mended=True):
        k = sets.counted(name, check)
        v = router.verdicts(table, texts or sets.texts(name), mended)[k]
        self.y = sets.sides(name)[k]
        self.side, self.sentiment = v[:, 0], v[:, 4]
        self.lean = v[:, 3] - v[:, 1]
        self.rating = sets.ratings(name)[k] if name[:5] == 'vader' else None


def some(change, share, dice):
    def bad(text):
        part = text.split(' ')
        long = [i for i, w in enumerate(part)
                if w.isalpha() and len(w) > 3]
        for i in dice.sample(long, min(len(long),
                                       max(1, int(len(long) * share)))):
            part[i] = change(part[i], dice)
        return ' '.join(part)
    return bad


def faces(dice):
    return lambda text: ' '.join(dice.choice(noise.FACES[noise.bare(w)])
                                 if noise.bare(w) in noise.FACES else w
                                 for w in text.split(' '))


def bare(text):
    return text.replace("'", '').replace('’', '')


def worse_copies():
    dice = random.Random(99)
    return (('slips', some(noise.slip, .2, dice)),
            ('drawn', some(noise.draw, .2, dice)),
            ('no apostrophes', bare), ('emoji for words', faces(dice)))


ENGLISH = (('tweeteval_sentiment_val', recall), ('umsab_english_val', f1),
           ('absa16_rest_train', f1), ('uci_amazon', right),
           ('sst2_dev', right))
WORSENED = (('slips', lambda d: some(noise.slip, .2, d)),
            ('slips anywhere', lambda d: some(noise.slip_anywhere, .2, d)),
            ('any letter', lambda d: some(noise.letter, .2, d)),
            ('first letter', lambda d: some(noise.slip_first, .2, d)),
            ('last letter', lambda d: some(noise.slip_last, .2, d)),
            ('drawn', lambda d: some(noise.draw, .2, d)),
            ('no apostrophes', lambda d: bare), ('emoji for words', faces),
            ('a denial aside', deny.aside))


def draws(worsened, texts):
    for i in range(WORSE):
        bad = worsened(random.Random(i))
        yield [bad(t) for t in texts]


def tell_worse(table):
    """What worse copies cost in the texts that are kept: points, the mean of
    the draws, the least and the greatest; and with slips unmended."""
    for name, how in ENGLISH:
        def value(texts=None, mended=True):
            s = Said(table, name, True, texts, mended)
            k = s.y >= 0
            return 100 * how(s.y[k], s.side[k])
        clean = value(), value(None, False)
        print(f'{name} {clean[0]:.1f}, unmended {clean[1]:.1f}; cost')
        for what, worsened in WORSENED:
            cost = np.array([[clean[0] - value(bad), clean[1] -
                              value(bad, False)] for bad in
                             draws(worsened, sets.texts(name))])
            print(f'  {what:16} {cost[:, 0].mean():4.1f} '
                  f'({cost[:, 0].min():.1f} to {cost[:, 0].max():.1f}), '
                  f'unmended {cost[:, 1].mean():.1f}', flush=True)
        deny.tell_draws(table, name, WORSE)


def tell(table, check):
    router.mend(slips.make(table, True) if check else None)
    name = 'tweeteval_sentiment_val'
    s = Said(table, name, check)
    line('TweetEval validation, macro-recall', recall, s.y, s.side)
    for how, bad in worse_copies():
        w = Said(table, name, check, [bad(t) for t in sets.texts(name)])
        line('  ' + how, recall, w.y, w.side)
    tell_worse(table)
    deny.tell(table, check, line)
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
