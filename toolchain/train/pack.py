"""The trained weights as the bytes of core/judge/table.h: a code book by
weighted k-means (rows that texts use often count more), then whole numbers."""
import numpy as np


def book_of(rows, use, codes, rounds=30, seed=1):
    """Centres and the code of each row; centre 0 is zero, for unused rows."""
    rng = np.random.RandomState(seed)
    used = np.flatnonzero(use > 0)
    x, w = rows[used], np.sqrt(use[used].astype(np.float64))
    first = rng.choice(len(x), codes - 1, replace=False,
                       p=w * (1e-9 + (x ** 2).sum(1)) /
                       (w * (1e-9 + (x ** 2).sum(1))).sum())
    centre = np.vstack([np.zeros((1, x.shape[1])), x[first]])
    for _ in range(rounds):
        near = nearest(x, centre)
        mass = np.bincount(near, w, codes)
        for k in range(x.shape[1]):
            mean = np.bincount(near, w * x[:, k], codes)
            centre[1:, k] = np.where(mass[1:] > 0, mean[1:] /
                                     np.maximum(mass[1:], 1e-12),
                                     centre[1:, k])
    code = np.zeros(len(rows), np.uint16)
    code[used] = nearest(x, centre)
    return centre, code


def nearest(x, centre):
    out = np.empty(len(x), np.int64)
    for i in range(0, len(x), 8192):
        d = ((x[i:i + 8192, None] - centre[None]) ** 2).sum(2)
        out[i:i + 8192] = d.argmin(1)
    return out


def two(a):
    return np.clip(np.rint(a), -32768, 32767).astype('>i2').tobytes()


def squeeze(codes, bits):
    """Whole numbers of so many bits each, the low bits of a byte first, and
    three bytes more."""
    one = (codes.reshape(-1, 1) >> np.arange(bits)) & 1
    return np.packbits(one.reshape(-1).astype(np.uint8),
                       bitorder='little').tobytes() + bytes(3)


def pack(rows, use, dense, bias, parts=1, bits=8):
    """rows[2^n][heads], use[2^n], dense[heads][ndense], bias[nlangs][heads];
    bits of a code. Also gives the rows as the router will see them."""
    size = int(np.log2(len(rows)))
    heads = rows.shape[1]
    per = heads // parts
    books, codes = [], []
    for p in range(parts):
        centre, code = book_of(rows[:, p * per:(p + 1) * per], use, 1 << bits)
        books.append(centre)
        codes.append(code)
    books = np.stack(books)
    unit = max(1, int(np.ceil(np.abs(books).max() / 127 * 65536)))
    books = np.clip(np.rint(books * 65536 / unit), -127, 127)
    blob = b'ET\1' + bytes([size, heads, parts, per, dense.shape[1],
                            len(bias), bits]) + unit.to_bytes(2, 'big')
    blob += two(bias * 1024) + two(dense * 1024)
    blob += books.astype(np.int8).tobytes()
    blob += squeeze(np.stack(codes, 1), bits)
    seen = np.concatenate([books[p][codes[p]] for p in range(parts)], 1)
    return blob, np.ascontiguousarray(seen, np.float32) * unit / 65536
