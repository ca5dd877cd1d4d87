#!/usr/bin/env python3
"""class.py - the class table, core/judge/class.bin.

usage: class.py SETS          makes the table again
       class.py SETS check    five folds: how well such a table does

SETS is the folder of public sets. Needs gcc, numpy, scipy and
core/judge/polarity.bin, which the class table builds upon: after a change of
that, of the word lists or of the mentions this is run again (five minutes of
one processor). What the router sees comes from class_lib.c, so there is no
second reader that could differ.

Word vectors (skipgram.c over all texts, without their labels) are averaged
over the features of a word, so that every row of the table has a vector; the
model sees the mean of its rows, and what it learns of a vector is added to
the row in the end. The router reads rows and knows nothing of vectors.
"""
import ctypes as C
import glob
import hashlib
import os
import re
import subprocess
import sys
import numpy as np
import scipy.sparse as sp
import pack

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILD = ROOT + '/build/train'
CLASSES = ('crisis spam rumour competitor complaint lead question idea praise'
           ' news other').split()
ID = {c: i for i, c in enumerate(CLASSES)}
OTHER, HEADS, DENSE, LANGS = ID['other'], 10, 34, 6
CRITICAL, HARM = 3, 2.  # core/judge/class.c: a dense input, what it adds
COMPLAINS = [ID[c] for c in ('complaint', 'crisis', 'competitor')]
BITS, SCALE, MARKS = 14, .5, 14
PLAN = dict(epochs=12, alpha=1., beta=1., l1=0., l2=1., drop=.3, rate=.2)
SEEDS = 4  # models whose mean is taken
WEIGHT = dict(label=1.3, complaints=3., plain=.5)
OWN = 2.5  # of all other mentions of ours
LEAN = dict(complaint=.3)  # what a bias gets on top, and all others:
ALL = .1
BOOKS = dict(parts=2, bits=9)
UNLABELLED = '''tweeteval_sentiment_train kaggle_tse_public goemotions_train
tweeteval_offensive_train tweeteval_irony_train brand_sxsw absa14_rest_train
absa16_rest_train uci_amazon uci_imdb sst2_train vader_amazon vader_nyt
vader_movie complaints_public sms_spam youtube_spam banking77_train
clinc150_train umsab_english_train umsab_french_train umsab_german_train
umsab_italian_train umsab_portuguese_train umsab_spanish_train'''.split()
# Domains of the complaints that are kept out together.
FOLDS = 5
DOMAINS = dict(apparel=0, cars=1, electronics=2, food=3, other=3, retail=4,
               services=1, software=3, transport=4)


# --- the router's code, and the trainer's -----------------------------------

CORE = {'judge': 'class faces feature hashtag lexicon mood polarity read'
                 ' reading sentence slip small_words stress table tone tongue',
        'match': 'plain tokens',
        'text': 'fold grapheme text unicode', '.': 'arena sink slice'}


def run(*command, out=None):
    with open(out or os.devnull, 'wb') as f:
        subprocess.run(command, cwd=ROOT, stdout=f, check=True)


def build():
    os.makedirs(BUILD, exist_ok=True)
    core = [f'core/{d}/{f}.c' for d, files in CORE.items()
            for f in files.split()]
    made = ['build/gen/lexicon.c', 'build/gen/tables.c']
    run('make', '-s', *made)
    gcc = ['gcc', '-O2', '-shared', '-fPIC', '-I.']
    run(*gcc, '-o', BUILD + '/class.so', HERE + '/class_lib.c', *core, *made)
    fast = ['-O3', '-ffast-math', '-I.', '-lm']
    run(*gcc, '-o', BUILD + '/ftrl.so', HERE + '/ftrl.c', *fast)
    run('gcc', '-march=native', '-o', BUILD + '/skipgram',
        HERE + '/skipgram.c', *fast)
    lib, ftrl = C.CDLL(BUILD + '/class.so'), C.CDLL(BUILD + '/ftrl.so')
    for f in (lib.class_lines, lib.class_words):
        f.restype = C.c_long
    lib.class_lines.argtypes = [C.c_char_p, C.c_long, C.c_void_p, C.c_long,
                                C.c_void_p, C.c_void_p, C.c_void_p]
    lib.class_words.argtypes = [C.c_char_p, C.c_long, C.c_void_p, C.c_long]
    return lib, ftrl


def lines(texts):
    """Hashes of all texts, one behind the other, how many each has, dense
    inputs, tongue."""
    b, n = ('\n'.join(texts) + '\n').encode(), len(texts)
    h = np.empty(8 * len(b) + 64 * n, np.uint32)
    count, dense = np.zeros(n, np.int32), np.zeros((n, DENSE), np.int32)
    lang = np.zeros(n, np.int32)
    m = LIB.class_lines(b, len(b), h.ctypes.data, len(h), count.ctypes.data,
                        dense.ctypes.data, lang.ctypes.data)
    assert 0 <= m < len(h) and m == count.sum()
    return count, h[:m].copy(), (dense / 1000).astype(np.float32), lang


def words(texts):
    b = ('\n'.join(texts) + '\n').encode()
    out = C.create_string_buffer(4 * len(b) + 16)
    m = LIB.class_words(b, len(b), out, len(out))
    assert m >= 0
    return out.raw[:m].decode(errors='replace').splitlines()


# --- texts and labels -------------------------------------------------------

class Texts:
    """text, where it is from, class or -1, complaint (0, 1) or -1, domain."""

    def __init__(self, sets):
        self.rows, ours, has = [], {}, {}
        read = {}
        for f in ('labels.tsv', 'labels-class.tsv'):
            for l in open(f'{HERE}/{f}'):
                if l[0] == '#':
                    continue
                name, n, digest, c = l.split()
                if name not in read:
                    read[name] = two(f'{sets}/{name}')
                text = read[name][int(n) - 1][1]
                assert digest == hashlib.sha256(
                    text.encode()).hexdigest()[:12], l
                if name == 'complaints_public.tsv':
                    ours[int(n) - 1] = ID[c]
                else:
                    self.rows.append((text, 'label', ID[c], -1, ''))
        domains = two(f'{sets}/complaints_domain_public.tsv')
        for i, (y, text) in enumerate(two(f'{sets}/complaints_public.tsv')):
            self.rows.append((text, 'complaints', ours.get(i, -1), int(y),
                              domains[i][0]))
        for f in sorted(glob.glob(HERE + '/mentions/*.tsv')):
            for l in open(f):
                x = l.rstrip('\n').split('\t')
                if l[0] != '#':
                    self.rows.append((x[8], os.path.basename(f)[:-4],
                                      ID[x[0]], -1, ''))
        self.text = [r[0] for r in self.rows]
        self.source = np.array([r[1] for r in self.rows])
        self.label = np.array([r[2] for r in self.rows])
        self.complaint = np.array([r[3] for r in self.rows])
        self.count, self.hash, self.dense, self.lang = lines(self.text)
        self.at = np.r_[0, np.cumsum(self.count)]

    def fold(self):
        """Near duplicates fall together, and so do domains."""
        out = np.zeros(len(self.rows), int)
        for i, r in enumerate(self.rows):
            key = re.sub(r'\W', '', re.sub(r'(http|@)\S+', '', r[0].lower()))
            out[i] = DOMAINS.get(r[4], int(hashlib.md5(
                key[:60].encode()).hexdigest(), 16) % FOLDS)
        return out

    def part(self, k):
        return self.count[k], np.concatenate(
            [self.hash[self.at[i]:self.at[i + 1]] for i in k])


def two(file):
    return [l.rstrip('\n').split('\t', 1) for l in open(file)]


def targets(t, k, guess):
    """Who is not a complaint is what the last model takes it for, of all
    else; where our label and theirs differ each counts half."""
    out = np.zeros((len(k), len(CLASSES)))
    one = np.eye(len(CLASSES))
    for j, i in enumerate(k):
        mine = one[t.label[i]] if t.label[i] >= 0 else None
        if t.complaint[i] == 1:
            theirs = one[ID['complaint']]
        elif t.complaint[i] == 0:
            theirs = np.where(one[OTHER] > 0, .5, .05) if guess is None \
                else guess[j].copy()
            theirs[COMPLAINS] = 0
            theirs /= theirs.sum()
        else:
            theirs = mine
        same = mine is not None and (t.complaint[i] < 0 or (
            t.label[i] in COMPLAINS) == (t.complaint[i] == 1))
        out[j] = theirs if mine is None else mine if same else \
            .5 * mine + .5 * theirs
    return out


# --- word vectors as rows ---------------------------------------------------

def keep(file, content):
    """True: this is not what stood there."""
    if os.path.exists(file) and open(file).read() == content:
        return False
    open(file, 'w').write(content)
    return True


def vectors(t, sets):
    texts = [r[1] for s in UNLABELLED for r in two(f'{sets}/{s}.tsv')
             if len(r) > 1] + t.text
    told = words(texts)
    fresh = keep(BUILD + '/words.txt', '\n'.join(told) + '\n')
    names, n = np.unique(' '.join(told).split(), return_counts=True)
    often = (n > 1) & (np.char.str_len(names) < 40)
    names, n = names[often], n[often]
    open(BUILD + '/names.txt', 'w').write('\n'.join(names) + '\n')
    if fresh or not os.path.exists(BUILD + '/vectors.bin'):
        run(BUILD + '/skipgram', BUILD + '/words.txt', BUILD + '/names.txt',
            out=BUILD + '/vectors.tmp')
        os.rename(BUILD + '/vectors.tmp', BUILD + '/vectors.bin')
    v = np.fromfile(BUILD + '/vectors.bin', np.float32).reshape(len(n), -1)
    v -= np.average(v, axis=0, weights=np.sqrt(n))
    v /= np.linalg.norm(v, axis=1, keepdims=True) + 1e-9
    rare = 1e-3 / (1e-3 + n / n.sum())
    return rows_of(t, list(names), n, 2 * v * rare[:, None])


def rows_of(t, names, n, v):
    """Of every row: the mean of the vectors of the words that fall on it."""
    count, h, _, _ = lines(names)
    own = np.maximum(1, count - MARKS)  # without place, end and marks
    at = np.r_[0, np.cumsum(count)]
    row = np.concatenate([h[at[i]:at[i] + own[i]] for i in range(len(own))])
    word = np.repeat(np.arange(len(own)), own)
    first = np.r_[True, word[1:] != word[:-1]]
    w = (n ** .75)[word] * np.where(first, 1, .3)
    m = sp.csr_matrix((w, (row >> (32 - BITS), word)), (1 << BITS, len(own)))
    out = np.asarray(m @ v) / np.maximum(
        np.asarray(m.sum(1)), 1e-9)
    used = (out != 0).any(1)
    use = np.bincount(t.hash >> (32 - BITS), minlength=1 << BITS) + 1e-9
    out[used] -= np.average(out[used], axis=0, weights=use[used])
    return (SCALE * out).astype(np.float32)


def means(count, h, rows):
    which = np.repeat(np.arange(len(count)), count)
    m = sp.csr_matrix((np.ones(len(h), np.float32),
                       (which, h >> (32 - BITS))), (len(count), len(rows)))
    return np.asarray(m @ rows) / np.sqrt(count)[:, None]


# --- the model --------------------------------------------------------------

class FtrlTexts(C.Structure):
    _fields_ = [('n', C.c_int), ('ndense', C.c_int), ('heads', C.c_int),
                *[(f, C.c_void_p) for f in
                  ('at', 'hash', 'dense', 'target', 'weight')]]


class FtrlPlan(C.Structure):
    _fields_ = [('epochs', C.c_int), ('bits', C.c_int),
                *[(f, C.c_float) for f in
                  ('alpha', 'beta', 'l1', 'l2', 'drop', 'rate')],
                ('seed', C.c_uint64)]


def ftrl_texts(part, dense, target=None, weight=None):
    at = np.r_[0, np.cumsum(part[0])].astype(np.int64)
    keep = [at, np.ascontiguousarray(part[1])] + [
        None if a is None else np.ascontiguousarray(a, np.float32)
        for a in (dense, target, weight)]
    return FtrlTexts(len(part[0]), dense.shape[1], HEADS, *[
        None if a is None else a.ctypes.data for a in keep]), keep


def train(part, dense, target, weight, seed):
    """`other` is the reference; rare classes count more, by the root."""
    mass = (target * weight[:, None]).sum(0)
    weight = weight * (target * np.sqrt(mass.sum() / len(mass) / mass)).sum(1)
    t, keep = ftrl_texts(part, dense, np.c_[target[:, OTHER],
                                            target[:, :HEADS]], weight)
    model = [np.zeros(s, np.float32) for s in
             ((1 << BITS, HEADS), (HEADS, dense.shape[1]), (HEADS,))]
    FTRL.ftrl_train(C.byref(t), C.byref(FtrlPlan(bits=BITS, seed=seed,
                                                 **PLAN)),
                    *[C.c_void_p(a.ctypes.data) for a in model])
    return model


def score(model, part, dense):
    t, keep = ftrl_texts(part, dense)
    model = [np.ascontiguousarray(a, np.float32) for a in model]
    z = np.zeros((t.n, HEADS), np.float32)
    FTRL.ftrl_score(C.byref(t), BITS, *[C.c_void_p(a.ctypes.data)
                                        for a in (*model, z)])
    return np.c_[z, np.zeros(t.n)]


def soft(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def table(t, k, rows):
    """The bytes, and the model as the router will have it."""
    part = t.part(k)
    dense = np.c_[t.dense[k], means(*part, rows)]
    weight = np.array([WEIGHT.get(s, OWN) for s in t.source[k]])
    first = train(part, dense, targets(t, k, None), weight, 1)
    want = targets(t, k, soft(score(first, part, dense)))
    all = [train(part, dense, want, weight, s + 1) for s in range(SEEDS)]
    m = [np.mean(a, axis=0) for a in zip(*all)]
    folded = m[0] + rows @ m[1][:, DENSE:].T
    m[2] = m[2] + [LEAN.get(c, ALL) for c in CLASSES[:HEADS]]
    use = np.bincount(part[1] >> (32 - BITS), minlength=1 << BITS)
    plain = m[1][:, :DENSE]
    blob, seen = pack.pack(folded, use, plain, np.tile(m[2], (LANGS, 1)),
                           **BOOKS)
    return blob, (seen, plain, m[2])


def nearest(x, centre):
    """As pack.nearest, for books of a thousand."""
    half = (centre ** 2).sum(1) / 2
    return np.concatenate([(x[i:i + 4096] @ centre.T - half).argmax(1)
                           for i in range(0, len(x), 4096)])


pack.nearest = nearest


# --- how well ---------------------------------------------------------------

def f1(y, p, classes):
    hit = [2 * ((p == c) & (y == c)).sum() / max(1, (p == c).sum() +
                                                 (y == c).sum())
           for c in classes]
    return np.array(hit)


def told(name, y, p, classes):
    rng = np.random.RandomState(1)
    many = [f1(y[i], p[i], classes).mean() for i in
            (rng.randint(0, len(y), len(y)) for _ in range(500))]
    low, high = np.percentile(many, [2.5, 97.5])
    each = ' '.join(f'{CLASSES[c]} {v:.2f}' for c, v in
                    zip(classes, f1(y, p, classes))) if len(classes) > 2 \
        else ''
    print(f'{name:12} n {len(y):5} macro-F1 {f1(y, p, classes).mean():.3f}'
          f' ({low:.3f} to {high:.3f}) {each}', flush=True)


def check(t, rows):
    fold, p = t.fold(), np.zeros(len(t.rows), int)
    for f in range(FOLDS):
        _, m = table(t, np.flatnonzero(fold != f), rows)
        k = np.flatnonzero(fold == f)
        z = score(m, t.part(k), t.dense[k])
        z[t.dense[k, CRITICAL] > 0, ID['crisis']] += HARM
        p[k] = z.argmax(1)
    k = t.complaint >= 0
    told('complaints', t.complaint[k], np.isin(p[k], COMPLAINS) * 1, [0, 1])
    every = np.arange(len(CLASSES))
    ours = np.char.startswith(t.source, 'en-')
    k = ours | (np.char.str_len(t.source) == 2)
    told('ours', t.label[k], p[k], every)
    told('en', t.label[ours], p[ours], every)
    for lang in ('de', 'fr', 'es', 'it', 'pt'):
        k = t.source == lang
        told(lang, t.label[k], p[k], every)
    k = (t.source == 'label') | ((t.source == 'complaints') & (t.label >= 0))
    told('public', t.label[k], p[k], every[every != ID['competitor']])
    fold5 = np.array([0, 4, 0, 0, 0, 3, 1, 1, 2, 4, 4])
    told('public, 5', fold5[t.label[k]], fold5[p[k]], np.arange(5))


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    LIB, FTRL = build()
    texts = Texts(sys.argv[1])
    made = vectors(texts, sys.argv[1])
    if sys.argv[2:] == ['check']:
        check(texts, made)
    else:
        blob, _ = table(texts, np.arange(len(texts.rows)), made)
        open(ROOT + '/core/judge/class.bin', 'wb').write(blob)
        print(len(blob), 'bytes')
