"""core, as the router runs it, and the trainer in C, for Python."""
import ctypes as C
import os

import numpy as np

import sets

BUILD = os.environ.get('TRAIN', 'build/train/polarity')
HALF = 4.0			# as in core/judge/polarity.c
DENSE = 5
SLIPS = 'core/judge/slips.bin'

lib = C.CDLL(os.path.abspath(f'{BUILD}/lib.so'))
lib.lib_features.restype = lib.lib_signs.restype = C.c_long
lib.lib_verdicts.restype = C.c_long
lib.lib_features.argtypes = [C.c_char_p, C.c_size_t, C.c_void_p, C.c_size_t,
                             C.c_void_p]
lib.lib_signs.argtypes = [C.c_char_p, C.c_size_t, C.c_void_p]
lib.lib_tenths.argtypes = [C.c_char_p, C.c_size_t]
lib.lib_verdicts.argtypes = [C.c_char_p, C.c_size_t, C.c_char_p, C.c_size_t,
                             C.c_char_p, C.c_size_t, C.c_void_p]
lib.lib_hash.restype = C.c_uint32
lib.lib_known.restype = C.c_bool
lib.lib_hash.argtypes = lib.lib_known.argtypes = [C.c_char_p, C.c_size_t]


def lines(texts):
    return ('\n'.join(t.replace('\n', ' ') for t in texts) +
            '\n').encode('utf8', 'replace')


def features(texts):
    """How many each text has, and the hashes of all, one after the other."""
    b = lines(texts)
    room = len(b) * 8 + 64 * len(texts) + 10000
    out = np.empty(room, np.uint32)
    count = np.zeros(len(texts), np.int32)
    n = lib.lib_features(b, len(b), out.ctypes.data, room, count.ctypes.data)
    assert n == count.sum()
    return count, out[:n].copy()


def signs(texts):
    """compound, plus, minus, number of the tongue or -1"""
    b = lines(texts)
    out = np.zeros((len(texts), 4), np.int32)
    assert lib.lib_signs(b, len(b), out.ctypes.data) == len(texts)
    return out


def dense(texts):
    """The dense inputs of core/judge/polarity.c, as fractions."""
    s = signs(texts) / 1000.
    plus, minus = np.minimum(s[:, 1], 1000), np.minimum(s[:, 2], 1000)
    return np.column_stack([s[:, 0], np.abs(s[:, 0]), s[:, 0] == 0,
                            minus / (minus + HALF),
                            plus / (plus + HALF)]).astype(np.float32)


def tenths(word):
    b = word.encode()
    return lib.lib_tenths(b, len(b))


def hash_of(word):
    b = word.encode()
    return lib.lib_hash(b, len(b))


def known(word):
    """An English list has it, or what it begins with and a star."""
    b = word.encode()
    return lib.lib_known(b, len(b))


_slips = b''


def mend(slips=None):
    """From now on verdicts() mends with the bytes of a slips.bin, or with
    those of the one that ships."""
    global _slips
    if slips is None:
        with open(SLIPS, 'rb') as f:
            slips = f.read()
    _slips = slips


def verdicts(table, texts, mended=True):
    """side, three chances, sentiment: the shipped code from end to end"""
    b = lines(texts)
    slips = _slips if mended else b''
    out = np.zeros((len(texts), 5), np.int32)
    assert lib.lib_verdicts(table, len(table), b, len(b), slips,
                            len(slips), out.ctypes.data) == len(texts)
    return out


_features, _dense = {}, {}


def features_of(name):
    if name not in _features:
        _features[name] = features(sets.texts(name))
    return _features[name]


def dense_of(name):
    if name not in _dense:
        _dense[name] = dense(sets.texts(name))
    return _dense[name]


def take(part, which):
    """The features of some texts only."""
    count, h = part
    at = np.r_[0, np.cumsum(count)]
    return count[which], np.concatenate(
        [h[at[i]:at[i + 1]] for i in which] or [h[:0]])


def join(parts):
    return (np.concatenate([p[0] for p in parts]),
            np.concatenate([p[1] for p in parts]))


# --- ftrl.c ----------------------------------------------------------------

class Texts(C.Structure):
    _fields_ = [(k, C.c_int) for k in ('n', 'ndense', 'heads')] + [
        (k, C.c_void_p) for k in ('from', 'hash', 'dense', 'target',
                                  'weight')]


class Plan(C.Structure):
    _fields_ = [('epochs', C.c_int), ('bits', C.c_int)] + [
        (k, C.c_float) for k in ('alpha', 'beta', 'l1', 'l2', 'drop',
                                 'dense_rate')] + [('seed', C.c_uint64)]


_ftrl = C.CDLL(os.path.abspath(f'{BUILD}/ftrl.so'))


def _texts(part, dense, heads, target=None, weight=None):
    keep = [np.r_[0, np.cumsum(part[0])].astype(np.int64),
            np.ascontiguousarray(part[1])]
    keep += [None if a is None else np.ascontiguousarray(a, np.float32)
             for a in (dense, target, weight)]
    return Texts(len(part[0]), dense.shape[1], heads,
                 *[None if a is None else a.ctypes.data for a in keep]), keep


def train(part, dense, target, weight, bits, epochs=5, alpha=.8, drop=.05,
          seed=1):
    """target: the reference class first. Gives rows, dense, bias."""
    heads = target.shape[1] - 1
    t, keep = _texts(part, dense, heads, target, weight)
    plan = Plan(epochs, bits, alpha, 1, 0, 1, drop, .05, seed)
    model = [np.zeros(s, np.float32) for s in
             ((1 << bits, heads), (heads, dense.shape[1]), (heads,))]
    _ftrl.ftrl_train(C.byref(t), C.byref(plan),
                     *[C.c_void_p(a.ctypes.data) for a in model])
    return model


def answers(model, part, dense):
    model = [np.ascontiguousarray(a, np.float32) for a in model]
    heads = model[0].shape[1]
    t, keep = _texts(part, dense, heads)
    z = np.zeros((t.n, heads), np.float32)
    _ftrl.ftrl_score(C.byref(t), int(np.log2(len(model[0]))),
                     *[C.c_void_p(a.ctypes.data) for a in (*model, z)])
    return z
