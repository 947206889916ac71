"""The tagger's network: one small encoder, one pass, every head on top; what is trained is what is exported.

Encoder: MiniLM-L6 (Wang et al. 2020, arXiv:2002.10957), as published with all-MiniLM-L6-v2. Heads: biaffine trees (Dozat and Manning
2017, arXiv:1611.01734), roles as predicate x argument word, learned mixes of layers (Peters et al. 2018).
Shapes: B sentences, T pieces, W words, H = 384.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

HIDDEN, LAYERS, HEADS, INNER, PIECES, PLACES = 384, 6, 12, 1536, 30522, 512
MIXES = ("words", "tree", "roles", "claims")


@dataclass(frozen=True)
class Sizes:
    """How many labels each head has."""

    pos: int
    labels: int
    names: int
    roles: int
    types: int
    answers: tuple[int, ...]
    links: int


class Drop(nn.Module):
    """Dropout with bytes as chances: the usual one draws its numbers one by one, which is a tenth of a step."""

    noise = np.random.Generator(np.random.SFC64(7))

    def __init__(self, share: float) -> None:
        super().__init__()
        self.least = round(share * 256)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        kept = torch.from_numpy(self.noise.integers(0, 256, x.shape, np.uint8)) >= self.least
        return x * (kept.to(x.dtype) * (256 / (256 - self.least)))


class Layer(nn.Module):
    """One layer of the encoder, post-norm as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = Drop(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        if self.training:  # the fused kernel's backward pass is made for longer texts: here it takes five times as long
            seen = torch.matmul(torch.softmax(torch.matmul(q, k.transpose(2, 3)) * (HIDDEN // HEADS) ** -0.5 + mask, -1), v)
        else:
            seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(seen.transpose(1, 2).reshape(b, t, HIDDEN))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces, shapes of words and marks of known places to states of every layer."""

    def __init__(self, shapes: int) -> None:
        super().__init__()
        self.piece, self.position = nn.Embedding(PIECES, HIDDEN), nn.Embedding(PLACES, HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.shape, self.place = nn.Embedding(shapes, HIDDEN), nn.Embedding(3, HIDDEN)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.place.weight)
        self.norm, self.drop = nn.LayerNorm(HIDDEN, eps=1e-12), Drop(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, shapes: Tensor, places: Tensor, mask: Tensor) -> list[Tensor]:
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.piece(ids) + self.position(at)[None] + self.kind + self.shape(shapes) + self.place(places)
        x = self.drop(self.norm(x))
        seen = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        states = [x]
        for layer in self.layers:
            states.append(layer(states[-1], seen))
        return states


class Narrow(nn.Module):
    """A small layer in front of a biaffine head, with a constant that carries its bias."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.linear, self.drop = nn.Linear(HIDDEN, size), Drop(0.25)

    def forward(self, x: Tensor) -> Tensor:
        x = self.drop(F.leaky_relu(self.linear(x), 0.1))
        return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Pairs(nn.Module):
    """A score for each label of each pair of words: (B, P, D) x (B, W, D) -> (B, P, W, L)."""

    def __init__(self, size: int, labels: int) -> None:
        super().__init__()
        self.left, self.right, self.labels = Narrow(size), Narrow(size), labels
        self.weight = nn.Parameter(torch.zeros(size + 1, labels * (size + 1)))
        nn.init.normal_(self.weight, std=0.01)

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        a, b = self.left(left), self.right(right)
        n, p, d = a.shape
        mixed = torch.matmul(a, self.weight).view(n, p * self.labels, d)
        return torch.matmul(mixed, b.transpose(1, 2)).view(n, p, self.labels, -1).transpose(2, 3)


class Arcs(nn.Module):
    """Scores of heads: (B, W, W+1), the root in front."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.dependent, self.head = Narrow(size), Narrow(size)
        self.root = nn.Parameter(torch.randn(1, 1, HIDDEN) * 0.02)
        self.weight = nn.Parameter(torch.randn(size + 1, size + 1) * 0.01)

    def forward(self, x: Tensor) -> Tensor:
        heads = self.head(torch.cat([self.root.expand(x.shape[0], 1, HIDDEN), x], 1))
        return torch.matmul(torch.matmul(self.dependent(x), self.weight), heads.transpose(1, 2))


class ArcLabels(nn.Module):
    """Labels of given arcs: (B, W, L)."""

    def __init__(self, size: int, labels: int) -> None:
        super().__init__()
        self.dependent, self.head, self.labels = Narrow(size), Narrow(size), labels
        self.root = nn.Parameter(torch.randn(1, 1, HIDDEN) * 0.02)
        self.weight = nn.Parameter(torch.randn(size + 1, labels * (size + 1)) * 0.01)

    def forward(self, x: Tensor, heads: Tensor) -> Tensor:
        above = self.head(torch.cat([self.root.expand(x.shape[0], 1, HIDDEN), x], 1))
        chosen = torch.gather(above, 1, heads[..., None].expand(-1, -1, above.shape[2]))
        b, w, d = chosen.shape
        mixed = torch.matmul(self.dependent(x), self.weight).view(b * w, self.labels, d)
        return torch.matmul(mixed, chosen.reshape(b * w, d, 1)).view(b, w, self.labels)


def _small(out: int, inner: int = 192) -> nn.Sequential:
    return nn.Sequential(nn.Linear(HIDDEN, inner), nn.GELU(), Drop(0.2), nn.Linear(inner, out))


class Tagger(nn.Module):
    """Encoder and heads. ``words`` gives for each word the place of its first piece."""

    def __init__(self, sizes: Sizes, shapes: int = 10) -> None:
        super().__init__()
        self.sizes, self.encoder = sizes, Encoder(shapes)
        self.mix = nn.Parameter(torch.zeros(len(MIXES), LAYERS + 1))
        with torch.no_grad():
            self.mix[:, -3:] += 1.0
        self.drop = Drop(0.25)
        self.pos, self.names = nn.Linear(HIDDEN, sizes.pos), _small(sizes.names)
        self.arcs, self.labels = Arcs(192), ArcLabels(96, sizes.labels)
        self.predicate, self.roles = nn.Linear(HIDDEN, 1), Pairs(128, sizes.roles)
        self.factuality = _small(1, 128)
        self.types = _small(sizes.types, 256)
        self.answers = _small(sum(sizes.answers), 256)
        self.links = Pairs(128, sizes.links)

    def states(self, ids: Tensor, shapes: Tensor, places: Tensor, mask: Tensor, words: Tensor) -> list[Tensor]:
        """The states of words, one (B, W, H) for each mix of layers."""
        layers = self.encoder(ids, shapes, places, mask)
        at = words[..., None].expand(-1, -1, HIDDEN)
        first = torch.stack([torch.gather(x, 1, at) for x in layers])
        weights = torch.softmax(self.mix, -1)
        mixed = torch.matmul(weights, first.view(LAYERS + 1, -1)).view(len(MIXES), *first.shape[1:])
        return [self.drop(x) for x in mixed.unbind(0)]

    def forward(self, ids: Tensor, shapes: Tensor, places: Tensor, mask: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        """All scores of a batch, as the exported graph gives them."""
        word, tree, role, claim = self.states(ids, shapes, places, mask, words)
        known = (words > 0).to(word.dtype)
        arcs = self.arcs(tree) + torch.cat([torch.zeros_like(known[:, :1]), (known - 1.0) * 1e4], 1)[:, None, :]
        heads = arcs.argmax(-1)
        return (
            self.pos(word), self.names(word), arcs, self.labels(tree, heads), self.predicate(role)[..., 0], self.roles(role, role),
            self.factuality(role)[..., 0], self.types(claim), self.answers(claim), self.links(claim, claim),
        )  # fmt: skip


def load_encoder(model: Tagger, tensors: dict[str, Tensor]) -> None:
    """Fill the encoder from the published weights (names as in a BERT checkpoint)."""
    e, take = model.encoder, lambda name: tensors[name].float()
    with torch.no_grad():
        e.piece.weight.copy_(take("embeddings.word_embeddings.weight"))
        e.position.weight.copy_(take("embeddings.position_embeddings.weight"))
        e.kind.copy_(take("embeddings.token_type_embeddings.weight")[0])
        e.norm.weight.copy_(take("embeddings.LayerNorm.weight"))
        e.norm.bias.copy_(take("embeddings.LayerNorm.bias"))
        for i, layer in enumerate(e.layers):
            at = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                layer.qkv.get_parameter(kind).copy_(torch.cat([take(f"{at}attention.self.{n}.{kind}") for n in ("query", "key", "value")]))
                for ours, theirs in (("out", "attention.output.dense"), ("up", "intermediate.dense"), ("down", "output.dense"),
                                     ("norm1", "attention.output.LayerNorm"), ("norm2", "output.LayerNorm")):  # fmt: skip
                    layer.get_submodule(ours).get_parameter(kind).copy_(take(f"{at}{theirs}.{kind}"))
