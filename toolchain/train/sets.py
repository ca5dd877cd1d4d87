"""The texts that polarity is learned from: what each set is called, what its
labels mean, and which part of it is kept to measure with."""
import glob
import hashlib
import os
import re

import numpy as np

SHARED = os.environ.get('SHARED', '../shared/scoring')
MENTIONS = os.environ.get('MENTIONS', 'toolchain/train/mentions')
LANGS = 'english german french spanish italian portuguese'.split()

# UMSAB's English part is TweetEval's validation part: never trained on.
MEASURED = (['tweeteval_sentiment_val', 'goemotions_dev', 'sst2_dev',
             'umsab_english_val'] + [f'umsab_{l}_val' for l in LANGS[1:]])
LEARNED = ('''tweeteval_sentiment_train kaggle_tse_public goemotions_train
 sst2_train tweeteval_offensive_train tweeteval_offensive_val
 tweeteval_irony_train tweeteval_irony_val brand_sxsw absa14_rest_train
 absa16_rest_train uci_amazon uci_imdb vader_amazon vader_nyt vader_movie
 complaints_public sms_spam youtube_spam banking77_train clinc150_train
 '''.split() + [f'umsab_{l}_train' for l in LANGS[1:]] + ['own', 'bulk'])

# One text of so many is kept, by what it says, so that no copy is learned.
KEPT = {'absa14_rest_train': 4, 'absa16_rest_train': 4, 'own': 4, 'bulk': 4,
        'vader_amazon': 2, 'vader_nyt': 2, 'uci_amazon': 2, 'uci_imdb': 2}

GLAD = set('''admiration amusement approval caring desire excitement gratitude
 joy love optimism pride relief'''.split())
SORE = set('''anger annoyance disappointment disapproval disgust embarrassment
 fear grief nervousness remorse sadness'''.split())
SIDES = {'0': 0, '1': 1, '2': 2, 'negative': 0, 'neutral': 1, 'positive': 2}


def lines_of(name):
    if name in ('own', 'bulk'):	# in bulk the side only follows the class
        for path in sorted(glob.glob(f'{MENTIONS}/*.tsv')):
            if (path.endswith(('plain.tsv', 'more-2.tsv')) or
                    path.endswith('more.tsv') != (name == 'bulk')):
                continue		# these have classes only
            for line in open(path, encoding='utf8'):
                part = line.rstrip('\n').split('\t')
                if not line.startswith('#') and len(part) >= 9:
                    yield part[1], part[8]
        return
    with open(f'{SHARED}/{name}.tsv', encoding='utf8', errors='replace',
              newline='\n') as f:
        for line in f:
            label, text = line.rstrip('\n').split('\t', 1)
            yield label, text.replace('\r', ' ')


_read = {}


def read(name):
    if name not in _read:
        pairs = list(lines_of(name))
        _read[name] = [a for a, _ in pairs], [b for _, b in pairs]
    return _read[name]


def texts(name):
    return read(name)[1]


def emotions(label):
    label = set(label.split(','))
    if label & GLAD and not label & SORE:
        return 2
    if label & SORE and not label & GLAD:
        return 0
    return 1 if label == {'neutral'} else -1


def sides(name):
    """0 negative, 1 neutral, 2 positive, -1 not said."""
    label = read(name)[0]
    if name.startswith('goemotions'):
        return np.array([emotions(x) for x in label])
    if name.startswith(('sst2', 'uci')):
        return np.array([2 * int(x) for x in label])
    if 'offensive' in name or name == 'complaints_public':
        return np.array([0 if x == '1' else -1 for x in label])
    if name.startswith('vader'):
        y = np.array([float(x) for x in label])
        return np.where(y > .6, 2, np.where(y < -.6, 0, 1))
    if name.startswith(('tweeteval_irony', 'sms', 'youtube', 'banking',
                        'clinc')):
        return np.full(len(label), -1)
    return np.array([SIDES.get(x, -1) for x in label])


def ratings(name):
    return np.array([float(x) for x in read(name)[0]])


def chances(name):
    """What the labels say of each side; rows of unlabelled texts are moot."""
    if name.startswith('vader'):
        y = ratings(name)
        good = np.clip((y - .15) / 1.3, 0, 1)
        bad = np.clip((-y - .15) / 1.3, 0, 1)
        return np.column_stack([bad, 1 - bad - good, good])
    return np.eye(3)[np.maximum(sides(name), 0)]


def essence(text):
    bare = re.sub(r'@\w+|https?\S*', '', text.lower())
    return re.sub(r'[^a-z0-9]+', '', bare) or text


_kept = {}


def kept(name):
    """True for the texts that are kept to measure with."""
    if name not in _kept:
        of = KEPT.get(name)
        _kept[name] = np.array(
            [of is not None and int(hashlib.md5(essence(t).encode())
                                    .hexdigest()[:8], 16) % of == 0
             for t in texts(name)])
    return _kept[name]


def counted(name, check):
    """The texts of a set to measure with, when it is checked: those kept out,
    if any are."""
    return (kept(name) if check and name in KEPT else
            np.ones(len(texts(name)), bool))


def balance(y):
    """Weights that make the sides of a set weigh alike."""
    count = np.bincount(y, minlength=3)
    return (len(y) / ((count > 0).sum() * np.maximum(count, 1)))[y]
