"""teach.py - the teachers of polarity: small networks that read words in
their order, which the router has no time for.

usage: teach.py words       writes the words of all texts for skipgram.c
       teach.py SEED        trains one; writes what it says of every text

A text is its words' vectors (skipgram.c, then trained on), what the lexica
say of each word, and what core/judge/tone.h says of all; convolutions over one
to three words, the greatest of each over the text, one layer, and an output
for each kind of label. What counts is the output that learned tweets.
"""
import os
import sys

os.environ['OMP_NUM_THREADS'] = '1'

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import router
import sets
import words

torch.set_num_threads(1)
BUILD = router.BUILD
DIM, OWN, WIDE, LAYER, LONGEST = 96, 6, 112, 96, 60
EPOCHS, BATCH, SHUFFLED, RATE = 5, 64, 4096, 1e-3

# set, what it counts, the output that learns it
TAUGHT = ([('tweeteval_sentiment_train', 1., 0)] +
          [(f'umsab_{l}_train', .7, 0) for l in sets.LANGS[1:]] +
          [('own', .7, 0), ('kaggle_tse_public', .3, 1),
           ('goemotions_train', .3, 2), ('sst2_train', .3, 3),
           ('uci_amazon', .3, 3), ('uci_imdb', .3, 3),
           ('tweeteval_offensive_train', .15, 4),
           ('complaints_public', .2, 4), ('absa14_rest_train', .3, 5),
           ('absa16_rest_train', .3, 5), ('vader_movie', .15, 6),
           ('vader_amazon', .15, 6), ('vader_nyt', .15, 6),
           ('brand_sxsw', .15, 7)])
OUTPUTS = 8

NOT = set('''not no never none nobody nothing neither nor nowhere cannot cant
 dont doesnt didnt isnt wasnt wont wouldnt couldnt shouldnt aint arent werent
 hasnt havent hadnt without hardly barely nope rarely seldom despite lack nicht
 nie niemals nichts kein keine keinen keiner ohne pas jamais rien aucun aucune
 sans nunca nada ni sin jamas non mai niente nessun nessuna senza nao nem sem
 nenhum'''.split())
MORE = set('''absolutely amazingly awfully completely considerably deeply
 enormously entirely especially exceptionally extremely fully fucking greatly
 highly hugely incredibly really remarkably so totally very most more too quite
 such sehr total richtig tres trop muy mas molto piu muito mais
 super'''.split())
LESS = set('''almost kinda less little marginally occasionally partly scarcely
 slightly somewhat sorta but'''.split())


def all_sets():
    return sets.LEARNED + sets.MEASURED


def write_words():
    count = {}
    with open(f'{BUILD}/tokens.txt', 'w', encoding='utf8') as f:
        for name in all_sets():
            for text in sets.texts(name):
                cut = words.cut(text)[0]
                f.write(' '.join(cut) + '\n')
                for w in cut:
                    count[w] = count.get(w, 0) + 1
    with open(f'{BUILD}/words.txt', 'w', encoding='utf8') as f:
        for w in sorted(count, key=lambda w: (-count[w], w)):
            f.write(w + '\n')


class Vocabulary:
    """Rows 0 and 1 are nothing and an unknown word."""

    def __init__(self):
        with open(f'{BUILD}/words.txt', encoding='utf8') as f:
            known = f.read().split('\n')[:-1]
        self.number = {w: i + 2 for i, w in enumerate(known)}
        v = np.fromfile(f'{BUILD}/vectors', np.float32).reshape(-1, DIM)
        size = np.linalg.norm(v, axis=1, keepdims=True)
        v = 2 * v / np.maximum(size, 1e-9)
        self.vectors = np.vstack([np.zeros((2, DIM), np.float32), v])
        own = np.zeros((len(known) + 2, 4), np.float32)
        for w, i in self.number.items():
            weight = router.tenths(w) / 30
            own[i] = (weight, abs(weight), w in NOT,
                      (w in MORE) - (w in LESS))
        self.own = torch.tensor(own)

    def read(self, texts):
        cut = (words.cut(t) for t in texts)
        return [(np.array([self.number.get(w, 1) for w in ws[:LONGEST]]),
                 np.array(flags[:LONGEST])) for ws, flags in cut]


class Net(nn.Module):
    def __init__(self, vocabulary, seed):
        super().__init__()
        torch.manual_seed(seed)
        v = vocabulary.vectors
        self.own = vocabulary.own
        self.vector = nn.Embedding(*v.shape, padding_idx=0, sparse=True)
        self.vector.weight.data = torch.tensor(v)
        self.turn = nn.ModuleList(
            [nn.Conv1d(DIM + OWN, WIDE, k, padding=k // 2)
             for k in (1, 2, 3)])
        self.layer = nn.Linear(3 * WIDE + router.DENSE, LAYER)
        self.out = nn.ModuleList(
            [nn.Linear(LAYER + router.DENSE, 3) for _ in range(OUTPUTS)])

    def forward(self, word, flag, dense, output=0):
        on = self.training
        if on:
            lost = (torch.rand(word.shape) < .1) & (word != 0)
            word = torch.where(lost, torch.ones_like(word), word)
        x = torch.cat([F.dropout(self.vector(word), .25, on), self.own[word],
                       torch.stack([(flag & words.LOUD).float(),
                                    (flag >> 1).float()], 2)], 2)
        x = x.transpose(1, 2)
        x = torch.cat([F.relu(t(x)).max(2)[0] for t in self.turn] + [dense],
                      1)
        x = F.relu(self.layer(F.dropout(x, .4, on)))
        x = F.dropout(torch.cat([x, dense], 1), .3, on)
        return self.out[output](x)


def batch(texts):
    long = max(4, max(len(w) for w, _ in texts))
    word = np.zeros((len(texts), long), np.int64)
    flag = np.zeros((len(texts), long), np.int64)
    for i, (w, f) in enumerate(texts):
        word[i, :len(w)] = w
        flag[i, :len(w)] = f
    return torch.tensor(word), torch.tensor(flag)


def say(net, texts, dense):
    net.eval()
    out = np.zeros((len(texts), 3), np.float32)
    order = np.argsort([len(w) for w, _ in texts], kind='stable')
    with torch.no_grad():
        for i in range(0, len(texts), 256):
            k = order[i:i + 256]
            out[k] = net(*batch([texts[j] for j in k]),
                         torch.tensor(dense[k])).numpy()
    return out


class Lesson:
    def __init__(self, vocabulary, name, counts, output):
        y = sets.sides(name)
        k = np.where((y >= 0) & ~sets.kept(name))[0]
        text = sets.texts(name)
        self.texts = vocabulary.read([text[i] for i in k])
        self.dense = router.dense_of(name)[k]
        self.want = sets.chances(name)[k].astype(np.float32)
        self.weight = (sets.balance(y[k]) * counts).astype(np.float32)
        self.output = output

    def batches(self, dice):
        """Texts of like length go together."""
        order = dice.permutation(len(self.texts))
        parts = np.array_split(order, max(1, len(order) // SHUFFLED))
        order = np.concatenate([p[np.argsort(
            [len(self.texts[i][0]) for i in p], kind='stable')]
            for p in parts])
        return [order[i:i + BATCH] for i in range(0, len(order), BATCH)]

    def loss(self, net, k):
        z = net(*batch([self.texts[i] for i in k]),
                torch.tensor(self.dense[k]), self.output)
        loss = F.cross_entropy(z, torch.tensor(self.want[k]),
                               reduction='none', label_smoothing=.05)
        return (loss * torch.tensor(self.weight[k])).mean()


def train(net, lessons, seed):
    dice = np.random.RandomState(seed)
    dense = [p for n, p in net.named_parameters() if n[:7] != 'vector.']
    first = torch.optim.Adam(dense, lr=RATE)
    second = torch.optim.SparseAdam(list(net.vector.parameters()), lr=RATE)
    steps = EPOCHS * sum(-(-len(l.texts) // BATCH) for l in lessons)
    step = 0
    for epoch in range(EPOCHS):
        net.train()
        plan = [(l, k) for l in lessons for k in l.batches(dice)]
        for i in dice.permutation(len(plan)):
            rate = RATE * max(.05, 1 - step / steps)
            for group in first.param_groups:
                group['lr'] = rate
            for group in second.param_groups:
                group['lr'] = rate / 2
            loss = plan[i][0].loss(net, plan[i][1])
            first.zero_grad()
            second.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 1.)
            first.step()
            second.step()
            step += 1
        print(f'teacher {seed}, round {epoch + 1}', flush=True)


def main(seed):
    vocabulary = Vocabulary()
    net = Net(vocabulary, seed)
    train(net, [Lesson(vocabulary, *t) for t in TAUGHT], seed)
    np.savez(f'{BUILD}/teacher{seed}.npz', **{
        name: say(net, vocabulary.read(sets.texts(name)),
                  router.dense_of(name)) for name in all_sets()})


if __name__ == '__main__':
    write_words() if sys.argv[1] == 'words' else main(int(sys.argv[1]))
