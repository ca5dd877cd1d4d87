"""deny.py - what a denial does to a verdict, form by form; a part of
measure.py.

Three kinds of sentences, none of them learned from: public ones that nothing
was learned from, with a denial put in; our own, put together from frames.tsv
or in pairs (denied.tsv); and litotes.tsv, which has no plain form.
"""
import os
import random
import re

import numpy as np

import router
import sets

HERE = os.path.dirname(os.path.abspath(__file__))
SHORT = 12			# words: what is said is one thing
RATED = 10			# tenths, as the word lists have them
PUBLIC = '''uci_amazon uci_imdb sst2_dev vader_amazon absa14_rest_train
 absa16_rest_train tweeteval_sentiment_val'''.split()

# --- public sentences -------------------------------------------------------

IS = re.compile(r"\b(is|was|are|were)(?: (?:very|so|really|quite|pretty|"
                r"too|absolutely|extremely))? ([a-z]+)\b", re.I)
AN = re.compile(r"\b()an? (?:(?:very|really) )?([a-z]+)\b", re.I)
DO = re.compile(r"\b(I|we|they|you)(?: (?:really|absolutely|totally|highly|"
                r"definitely|also))? ([a-z]+)\b", re.I)
DENIED = re.compile(r"\b(not|no|never|nothing|nobody|none|without|hardly)\b|"
                    r"n['\u2019]?t\b", re.I)
DENIALS = (('"X is ADJ"', IS, ' not|n\'t|nt|n\'t exactly| not really| never|'
            ' hardly| no longer| anything but'.split('|')),
           ('"a ADJ"', AN, 'not |hardly |far from '.split('|')),
           ('"I VERB"', DO, " don't| dont| do not| never| no longer|"
            " can't say I".split('|')))


def rated(word, side):
    """It is on that side in the word lists."""
    return router.tenths(word.lower()) * (side - 1) >= RATED


def put(pattern, denial, text, side):
    """With a denial where the pattern is, in a short text that denies nothing
    yet and has one word of its side, there; of others None."""
    found = pattern.search(text)
    if (not found or len(text.split()) > SHORT or DENIED.search(text) or
            not rated(found.group(found.lastindex), side) or
            sum(rated(w, side) for w in re.findall(r'\w+', text)) != 1):
        return None
    return text[:found.end(1)] + denial + text[found.end(1):]


def kept(check):
    """The texts that nothing was learned from, each once, with its side."""
    out = {}
    for name in PUBLIC:
        for text, y, ok in zip(sets.texts(name), sets.sides(name),
                               sets.counted(name, check)):
            if ok and y in (0, 2):
                out[text] = y
    return out.items()


def right(table, said):
    y = np.array([y for y, _ in said])
    return y == router.verdicts(table, [t for _, t in said])[:, 0]


def tell_public(table, check, line):
    for what, pattern, denials in DENIALS:
        plain = [(y, t) for t, y in kept(check)
                 if put(pattern, '', t, y) is not None]
        line(f'{what}, public sentences, right', right(table, plain))
        for denial in denials:
            said = [(y, put(pattern, denial, t, y)) for y, t in plain]
            line(f'  "{denial.strip()}" put in: the side is lost',
                 ~right(table, said))


# --- public texts of any length ---------------------------------------------

ASIDES = ('{}, not gonna lie', '{}, not going to lie', 'Not gonna lie, {}',
          "I won't lie, {}", "I can't lie, {}", '{}, and I am not joking',
          "{}. I'm not kidding.", '{}, not that it matters',
          '{}. Not that anybody asked.')


def aside(dice):
    """A "not" that says nothing of the text it is put to."""
    return lambda text: dice.choice(ASIDES).format(text.rstrip(' .!'))


def places(text, side):
    """Where denials can be put so that all words of the side are denied, the
    last one first, and of what kind; None: not all can, or the text denies
    already."""
    at = {m.start(m.lastindex): (m.end(1), kind)
          for kind, (_, pattern, _) in enumerate(DENIALS)
          for m in pattern.finditer(text) if rated(m.group(m.lastindex), side)}
    many = sum(rated(w, side) for w in re.findall(r'\w+', text))
    if not at or len(at) != many or DENIED.search(text):
        return None
    return sorted(at.values(), reverse=True)


def deny_all(text, at, dice):
    for end, kind in at:
        text = text[:end] + dice.choice(DENIALS[kind][2]) + text[end:]
    return text


def tell_draws(table, name, draws):
    """A good or bad text is right plain, and denied if its side is lost."""
    plain = [(y, t, at) for t, y, ok in
             zip(sets.texts(name), sets.sides(name), sets.counted(name, True))
             if ok and y in (0, 2) and (at := places(t, y)) is not None]
    clean = right(table, [(y, t) for y, t, _ in plain]).mean()
    lost = []
    for i in range(draws):
        dice = random.Random(i)
        lost.append(1 - right(table, [(y, deny_all(t, at, dice))
                                      for y, t, at in plain]).mean())
    cost = 100 * (clean - np.array(lost))
    print(f'  {"denied":16} {cost.mean():4.1f} ({cost.min():.1f} to '
          f'{cost.max():.1f}): {len(plain)} texts, right {clean:.3f}, denied '
          f'{np.mean(lost):.3f}', flush=True)


# --- sentences of our own ---------------------------------------------------

COUNTED = 1			# of two parts; the other was looked at
SORTS = ('thing', 'good', 'bad', 'liked', 'hated', 'gift', 'pain')
WORDS = {'a': ('good', 'bad'), 'do': ('liked', 'hated'),
         'n': ('gift', 'pain'), '': ('good', 'bad')}
WRONG = {'+': (0, 1), '-': (1, 2), '>': (0,), '<': (2,)}


def rows(name):
    with open(os.path.join(HERE, name), encoding='utf8') as f:
        return [l.rstrip('\n').split('\t') for l in f if l[0] != '#']


def frames():
    out = {}
    for lang, sort, text in rows('frames.tsv'):
        out.setdefault(lang, {})[sort] = text.split(' | ')
    return out


def kind(sort):
    return sort.split(': ')[0] if ': ' in sort else ''


def sentences(lang, sort, part):
    """Each frame with each word of that part, and its side."""
    out = []
    for side, name in zip((2, 0), WORDS[kind(sort)]):
        words = lang[name][part::2]
        for i, frame in enumerate(lang[sort]):
            for j, word in enumerate(words):
                text = frame.format(
                    s=lang['thing'][(i + j) % len(lang['thing'])],
                    a=word, v=word, n=word, b=words[(j + 3) % len(words)])
                out.append((side, text[0].upper() + text[1:]))
    return out


def tell_frames(table, part, line):
    for name, lang in frames().items():
        for sort in lang:
            if sort in SORTS:
                continue
            good = right(table, sentences(lang, sort, part))
            if sort.endswith('said'):
                line(f'{name}, "{lang[sort][0]}", right', good)
            else:
                line(f'  {sort}: the side is lost', ~good)


def tell_own(table, part, line):
    """Of denied.tsv and litotes.tsv the lines of a part."""
    pairs = rows('denied.tsv')[part::2]
    for lang in dict.fromkeys(r[0] for r in pairs):
        some = [r for r in pairs if r[0] == lang]
        for j, what in ((2, f'{lang}, single sentences, right'),
                        (3, '  a denial put in: the side is lost')):
            good = right(table, [(int(r[1]), r[j]) for r in some])
            line(what, good if j == 2 else ~good)
    said = rows('litotes.tsv')[part::2]
    v = router.verdicts(table, [r[2] for r in said])[:, 0]
    for lang in dict.fromkeys(r[0] for r in said):
        for praise in (True, False):
            k = [i for i, r in enumerate(said)
                 if r[0] == lang and (r[1] in '+>') == praise]
            line(f'{lang}, litotes of {"praise" if praise else "blame"}, '
                 'right', np.array([v[i] not in WRONG[said[i][1]]
                                    for i in k]))


def tell(table, check, line):
    """line(what, how, y, p) prints a measure."""
    def share(what, good):
        line(what, lambda y, p: p.mean(), good, good)

    tell_public(table, check, share)
    tell_frames(table, COUNTED, share)
    tell_own(table, COUNTED, share)
