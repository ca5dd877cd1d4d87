"""Texts as the teachers read them: words, marks and faces, in one order."""
import re
import unicodedata

WORD = re.compile(r'''(https?\S*|www\.\S+)|(@\w+)|(\#)(?=\w)
 |([:;=8xX]['`]?-?[)(\]\[dDpP/\\|oO3*@]+(?!\w)|<3+|</3|\^_*\^|-_+-|[)(]:)
 |([^\W_]+(?:['’`´][^\W_]+)*)
 |([!?.,…"“”:;()\-*/&$%~_'|]+)|(\S)''', re.X)
NUMBER = re.compile(r'^[\d.,:]*\d[\d.,:]*$')
DRAWN = re.compile(r'(.)\1{2,}')
LOUD, LONG = 1, 2


def fold(word):
    return ''.join(c for c in unicodedata.normalize('NFD', word)
                   if not unicodedata.combining(c))


def plain(raw):
    """A word folded, and how it was written."""
    word = fold(re.sub("[’`´]", "'", raw).lower())
    if NUMBER.match(word):
        return '<num>', 0
    short = DRAWN.sub(r'\1\1', word)
    return (short.replace("'", '')[:40],
            LOUD * (len(raw) > 1 and raw.isupper()) + LONG * (short != word))


def marks(raw):
    raw = raw.replace('…', '...').replace('“', '"').replace('”', '"')
    return DRAWN.sub(r'\1\1\1', raw)[:4]


def face(raw):
    if raw.startswith('-'):
        return raw[:3]
    return raw.lower().replace("'", '').replace('-', '')[:3]


def cut(text):
    """The words of a text, and LOUD and LONG of each."""
    words, flags = [], []
    for url, user, tag, smile, word, mark, other in WORD.findall(text):
        flag = 0
        if word:
            w, flag = plain(word)
        elif other:
            if other in '\u200d\ufe0f\u200b' or '\U0001f3fb' <= other <= \
                    '\U0001f3ff':
                continue
            w = other
        else:
            w = ('<url>' if url else '<usr>' if user else '<tag>' if tag else
                 face(smile) if smile else marks(mark))
        words.append(w)
        flags.append(flag)
    return words or ['<e>'], flags or [0]
