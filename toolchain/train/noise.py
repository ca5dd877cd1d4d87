"""Texts made worse, as people write them: slips of the finger, words drawn
out, emoji in place of words."""

# What is written as a picture instead. Ours; not from any set.
FACES = {w: f.split() for w, f in (x.split(None, 1) for x in '''love ❤️ 😍 🥰
loved ❤️ 😍
loving 😍
happy 😊 😀 😁
great 👍 🙌
good 👍 🙂
awesome 🔥 🤩 🙌
amazing 🤩 😍 🔥
excited 🎉 🤩
congrats 🎉 👏
congratulations 🎉 🎊
fun 😄 🎉
funny 😂 🤣
lol 😂
haha 😂 😆
hilarious 🤣 😂
laughing 😂
thanks 🙏 😊
thank 🙏
beautiful 😍 🥰
perfect 👌 💯
best 🏆 💯 🥇
nice 👍 😊
cool 😎
delicious 😋 🤤
tasty 😋
yummy 😋 🤤
win 🏆
yes 🙌
sweet 🥰
wow 😮 🤩
enjoy 😊
enjoyed 😊
sad 😢 😭 😞 ☹️
cry 😭
crying 😭 😢
angry 😡 😠
mad 😡 😠
hate 😡 🤬 😤
annoying 😒 🙄
annoyed 😒 😤
disgusting 🤮 🤢
gross 🤢
sick 🤒 🤢
terrible 😡 👎
awful 👎 😖
horrible 😡 👎 😱
worst 👎 🤬 😡
bad 👎 🙁
disappointed 😞 😔
disappointing 😞 👎
disappointment 😞
tired 😴 😩
bored 😑 🥱
scared 😱 😨
shit 💩
fuck 🤬
fucking 🤬
sucks 👎
fail 🤦 👎
ugh 😩 😒
sorry 😔 😞
broken 💔
upset 😟 😢
wtf 🤬 😡
frustrated 😤
worried 😟
ridiculous 🙄
joke 🤡
trash 🗑️
liebe ❤️ 😍
super 👍
gut 👍
schlecht 👎
traurig 😢
hasse 😡
amour ❤️
triste 😢
amo ❤️ 😍
amor ❤️
odio 😡
feliz 😊
felice 😊
bello 😍
linda 😍
merci 🙏
gracias 🙏
danke 🙏
grazie 🙏
obrigado 🙏
mal 👎
male 👎
bueno 👍
bom 👍
bien 👍'''.split('\n'))}

NEAR = dict(q='wa', w='qes', e='wrd', r='etf', t='ryg', y='tuh', u='yij',
            i='uok', o='ipl', p='ol', a='sqz', s='adwx', d='sfec', f='dgrv',
            g='fhtb', h='gjyn', j='hkum', k='jlim', l='ko', z='xa', x='zcs',
            c='xvd', v='cbf', b='vng', n='bmh', m='nj')

def bare(word):
    return word.lower().strip('.,!?')


def slip_at(word, i, kind, dice):
    if kind == 0:
        i = min(i, len(word) - 2)
        return word[:i] + word[i + 1] + word[i] + word[i + 2:]
    if kind == 1:
        return word[:i] + word[i + 1:]
    if kind == 2:
        return word[:i] + word[i] + word[i:]
    near = NEAR.get(word[i].lower(), word[i])
    return word[:i] + dice.choice(near) + word[i + 1:]


def slip(word, dice):
    """Of a finger, inside a word."""
    if len(word) < 4:
        return word
    i, kind = dice.randrange(1, len(word) - 1), dice.randrange(4)
    return slip_at(word, i, kind, dice)


def slip_anywhere(word, dice):
    kind, i = dice.randrange(4), dice.randrange(len(word))
    return slip_at(word, i, kind, dice)


def slip_first(word, dice):
    return slip_at(word, 0, dice.randrange(4), dice)


def slip_last(word, dice):
    return slip_at(word, len(word) - 1, dice.randrange(4), dice)


def letter(word, dice):
    """One too few, too many, or another, of the whole alphabet, or two that
    changed places, anywhere."""
    kind, i = dice.randrange(4), dice.randrange(len(word))
    if kind < 2:
        return slip_at(word, i, kind, dice)
    return (word[:i] + dice.choice('abcdefghijklmnopqrstuvwxyz') +
            word[i + kind - 2:])


def draw(word, dice):
    at = [i for i, c in enumerate(word)
          if c.lower() in 'aeiouy' or i == len(word) - 1]
    if len(word) < 2 or not at:
        return word
    i = dice.choice(at)
    return word[:i] + word[i] * dice.randrange(3, 6) + word[i + 1:]


def worse(text, dice):
    """The same said less neatly, or None."""
    part = text.split(' ')
    long = [i for i, w in enumerate(part) if w.isalpha() and len(w) > 3]
    if not long:
        return None
    kind = dice.random()
    face = [i for i, w in enumerate(part) if bare(w) in FACES]
    if kind < .35 and face:
        some = face if dice.random() < .5 else [dice.choice(face)]
        for i in some:
            part[i] = dice.choice(FACES[bare(part[i])])
    elif kind < .8:
        for i in dice.sample(long, min(len(long), max(1, len(part) // 7))):
            part[i] = slip(part[i], dice)
    else:
        for i in dice.sample(long, min(len(long), 1 + (dice.random() < .3))):
            part[i] = draw(part[i], dice)
    return ' '.join(part)
