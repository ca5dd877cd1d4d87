"""polarity.py - the polarity table, core/judge/polarity.bin, from what the
teachers say and the labels.

usage: polarity.py [check]

"check" keeps out the texts of sets.KEPT, tells how well such a table does, and
writes nothing.
"""
import random
import sys

import numpy as np

import measure
import noise
import pack
import router
import sets

TABLE = 'core/judge/polarity.bin'
TEACHERS = (1, 2)
SEEDS = (1, 2, 3)		# of runs whose mean is taken
BITS, CODE, LANGS = 15, 6, 6
NOISE, NOISY = .3, .5		# what a worse copy counts; how many there are
SHORT = .2			# of sets that are only read: how many of those

# What a set's own labels count against the teachers, and all of it.
HARD = {'tweeteval_sentiment_train': (.4, 2), 'own': (.7, 3),
        'bulk': (.3, 1),
        'absa14_rest_train': (.5, 1), 'absa16_rest_train': (.5, 1),
        'vader_amazon': (.5, 1), 'vader_nyt': (.5, 1),
        'vader_movie': (.5, .7),
        **{f'umsab_{l}_train': (.7, 3) for l in sets.LANGS[1:]}}


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


class Teachers:
    def __init__(self):
        self.files = [np.load(f'{router.BUILD}/teacher{n}.npz')
                      for n in TEACHERS]

    def say(self, name):
        return softmax(np.mean([np.log(softmax(f[name]) + 1e-6)
                                for f in self.files], 0))


def wanted(teachers, name):
    """The chances that the table shall give, and what each text counts."""
    p = teachers.say(name)
    weight = np.ones(len(p))
    assert len(p) == len(sets.texts(name)), name + ': teach again'
    if name in HARD:
        share, much = HARD[name]
        y = sets.sides(name)
        k = y >= 0
        p[k] = (share * sets.chances(name) + (1 - share) * p)[k]
        weight[k] = sets.balance(y[k])
        weight *= much
    return p, weight


def copies(name, p, weight, out):
    """Worse copies of a set's texts, which mean the same."""
    dice = random.Random(name)
    many = NOISY * (SHORT if name.startswith(
        ('banking', 'clinc', 'sms', 'youtube')) else 1)
    texts, which = [], []
    for i, text in enumerate(sets.texts(name)):
        bad = noise.worse(text, dice) if dice.random() < many else None
        if bad and bad != text:
            texts.append(bad)
            which.append(i)
    if texts:
        out.append((router.features(texts), router.dense(texts), p[which],
                    NOISE * weight[which], sets.kept(name)[which]))


def gather(all_of_it):
    teachers = Teachers()
    parts = []
    for name in sets.LEARNED:
        p, weight = wanted(teachers, name)
        parts.append((router.features_of(name), router.dense_of(name), p,
                      weight, sets.kept(name)))
        copies(name, p, weight, parts)
    if not all_of_it:
        for i, (f, d, p, w, out) in enumerate(parts):
            k = np.flatnonzero(~out)
            parts[i] = router.take(f, k), d[k], p[k], w[k], None
    return (router.join([q[0] for q in parts]),
            *[np.concatenate([q[i] for q in parts]) for i in (1, 2, 3)])


def reference_first(p):
    return p[:, [1, 0, 2]]


def make(all_of_it):
    part, dense, p, weight = gather(all_of_it)
    print(len(weight), 'texts', flush=True)
    runs = [router.train(part, dense, reference_first(p), weight, BITS,
                         seed=seed) for seed in SEEDS]
    rows, dense, bias = [np.mean(m, 0) for m in zip(*runs)]
    use = np.bincount(part[1] >> (32 - BITS), minlength=1 << BITS)
    return pack.pack(rows, use, dense, np.tile(bias, (LANGS, 1)),
                     bits=CODE)[0]


def main(check):
    table = make(not check)
    if not check:
        with open(TABLE, 'wb') as f:
            f.write(table)
    measure.tell(table, check)


if __name__ == '__main__':
    main('check' in sys.argv[1:])
