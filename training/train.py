"""Trains the tagger: words, trees, names, roles and factuality on open corpora, claims on our own annotations, all at once.

    python training/train.py all --data $SITREP_DATA --encoder model.safetensors --vocab vocab.txt --out build/tagger
    python training/train.py claims --data $SITREP_DATA --out build/tagger

The second command takes corrections and new annotations in minutes, on top of the first. Seeds are fixed; what was read is in
``card.json`` with its sha256.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import annotated
import torch
from batches import ANSWERS, LINKS, NOT_SAID, Batch, Labels, batches, labels_of, padded
from examples import NAMES, Example, digest, english_web, georgetown, names_only, with_places
from network import Sizes, Tagger, load_encoder
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel

from sitrepdesk.language.wordpiece import WordPiece
from sitrepdesk.model import TYPES
from sitrepdesk.places import Resolver, open_gazetteer
from sitrepdesk.theatre import load_pack

CASES = Path(__file__).parents[1] / "cases"
MOST = 2048
"""Pieces in a batch, padding included: half as many cost a third more, since every step moves all weights."""
STEADY = 0.25
"""The pace at which the decay ends and the averaging begins: slower, the passes to be averaged would hardly differ."""
APART = 10
"""Steps between the weights that are averaged."""
HALF = "avx512_bf16" in Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else False
"""Half precision where the processor computes with it: elsewhere it is five times slower."""


def sizes_of(labels: Labels) -> Sizes:
    """The sizes of the heads."""
    answers = tuple(len(values) for _, values in ANSWERS)
    return Sizes(len(labels.pos), len(labels.labels), len(NAMES), len(labels.roles), len(labels.types), answers, len(LINKS))


def _cross(scores: Tensor, gold: Tensor, weight: Tensor | None = None) -> Tensor:
    flat = gold.reshape(-1)
    keep = flat != NOT_SAID
    if not bool(keep.any()):
        return scores.sum() * 0.0
    return F.cross_entropy(scores.reshape(-1, scores.shape[-1])[keep].float(), flat[keep], weight=weight)


def syntax_losses(model: Tagger, b: Batch, states: Sequence[Tensor]) -> Tensor:
    """Words, trees, names, predicates, roles and factuality."""
    word, tree, role, _ = states
    table = {k: {v: i for i, v in enumerate(getattr(b.labels, k))} for k in ("pos", "labels", "roles")}
    heads = b.heads()
    arcs = model.arcs(tree).float().masked_fill(~torch.cat([torch.ones_like(b.known[:, :1]), b.known], 1)[:, None, :], -1e4)
    loss = 0.5 * _cross(model.pos(word), b.targets("pos", table["pos"]))
    loss = loss + _cross(arcs, heads)
    loss = loss + 0.6 * _cross(model.labels(tree, heads.clamp(min=0)), b.arc_labels(table["labels"]))
    loss = loss + 0.8 * _cross(model.names(word), b.targets("names", {n: i for i, n in enumerate(NAMES)}))
    marked = b.predicates()
    keep = marked != NOT_SAID
    if bool(keep.any()):
        loss = loss + 0.5 * F.binary_cross_entropy_with_logits(model.predicate(role)[..., 0][keep].float(), marked[keep].float())
    pairs = b.frames(table["roles"])
    if pairs is not None:
        left = torch.gather(role, 1, pairs[0][..., None].expand(-1, -1, role.shape[2]))
        loss = loss + 3.0 * _cross(model.roles(left, role), pairs[1])
    told = [(i, w, v) for i, e in enumerate(b.examples) for w, v in e.factuality or ()]
    if told:
        got = model.factuality(role)[[t[0] for t in told], [t[1] for t in told], 0].float()
        loss = loss + 0.3 * F.smooth_l1_loss(got, torch.tensor([t[2] for t in told]))
    return loss


def claim_losses(model: Tagger, b: Batch, states: Sequence[Tensor]) -> Tensor:
    """Claim heads with type, the five answers at gold heads, and the links of their participants."""
    claim = states[3]
    types = {v: i for i, v in enumerate(b.labels.types)}
    loss = 2.0 * _cross(model.types(claim), b.claim_types(types))
    told = [(i, c) for i, e in enumerate(b.examples) for c in e.claims or ()]
    if told:
        got = model.answers(claim)[[i for i, _ in told], [c["word"] for _, c in told]].float()
        for n, scores in enumerate(got.split([len(v) for _, v in ANSWERS], -1)):
            loss = loss + 0.5 * F.cross_entropy(scores, torch.tensor([c["answers"][n] for _, c in told]))
    pairs = b.links({v: i for i, v in enumerate(LINKS)})
    if pairs is not None:
        left = torch.gather(claim, 1, pairs[0][..., None].expand(-1, -1, claim.shape[2]))
        loss = loss + 4.0 * _cross(model.links(left, claim), pairs[1])
    return loss


def optimiser(model: Tagger, encoder: float, heads: float) -> torch.optim.Optimizer:
    """AdamW, fused: the encoder learns slower than what is new. Its pieces stay, so that unseen words keep their place."""
    model.encoder.piece.weight.requires_grad_(False)
    own = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": encoder}, {"params": own, "lr": heads}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def pace(step: int, total: float, steady: float) -> float:
    """The share of the top rate: warm-up, linear decay, and a level that stays from the step ``steady`` on."""
    warm = 0.08 * total
    return step / warm if step < warm else max(STEADY, 1.0 - (1.0 - STEADY) * (step - warm) / (steady - warm))


def epochs(
    model: Tagger, plan: Sequence[Sequence[Example]], pieces: WordPiece, labels: Labels, rates: tuple[float, float], out: Path, last: int
) -> None:
    """One pass over each list of the plan; the weights of the ``last`` passes are averaged (Izmailov et al. 2018, arXiv:1803.05407)."""
    opt, began = optimiser(model, *rates), time.monotonic()
    top = [g["lr"] for g in opt.param_groups]
    sizes = [sum(padded(e, pieces) for e in part) / MOST * 1.02 for part in plan]
    total, steady = sum(sizes), sum(sizes[:-last])
    rng, step, mean = random.Random(7), 0, AveragedModel(model)
    for n, part in enumerate(plan):
        model.train()
        seen, lost = 0, 0.0
        for b in batches(part, pieces, labels, MOST, rng):
            for group, lr in zip(opt.param_groups, top, strict=True):
                group["lr"] = lr * pace(step, total, steady)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
                states = model.states(b.ids, b.shapes, b.places, b.mask, b.words)
                loss = syntax_losses(model, b, states) + claim_losses(model, b, states)
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            opt.step()
            if step > steady and step % APART == 0:
                mean.update_parameters(model)
            step, seen, lost = step + 1, seen + len(b.examples), lost + float(loss.detach()) * len(b.examples)
            if step % 100 == 0:
                print(f"  step {step} of about {total:.0f}  loss {lost / seen:.3f}  {time.monotonic() - began:.0f} s", flush=True)
        print(f"epoch {n + 1} of {len(plan)}: loss {lost / max(1, seen):.3f}, {time.monotonic() - began:.0f} s", flush=True)
        kept = mean.module if int(mean.n_averaged) else model
        save_file({name: value.contiguous() for name, value in kept.state_dict().items()}, str(out))


def vocabulary(path: Path) -> list[str]:
    """The pieces of the encoder, one a line."""
    return path.read_text(encoding="utf-8").splitlines()


def finder() -> Any:
    """The places that the shipped gazetteer and the packs know in a text."""
    resolver = Resolver(load_pack("world"), open_gazetteer())
    return lambda text: [m.span for m in resolver.find(text)]


def everything(args: argparse.Namespace) -> None:
    """All heads at once; our own annotations count double in the later passes."""
    language: Path = args.data / "language"
    web = list(english_web(language / "ewt_merged" / "train.jsonl"))
    other, names = list(georgetown(language / "gum" / "train.jsonl")), list(names_only(language))
    find = finder()
    for part in (web, other, names):
        with_places(part, find)
    own, _ = annotated.examples([args.annotations, CASES], find)
    labels, pieces = labels_of(web, TYPES), WordPiece(vocabulary(args.vocab))
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "labels.json").write_text(json.dumps(asdict(labels)), encoding="utf-8")
    (args.out / "vocab.txt").write_bytes(args.vocab.read_bytes())
    torch.manual_seed(7)
    model, rng = Tagger(sizes_of(labels)), random.Random(7)
    load_encoder(model, load_file(str(args.encoder)))
    plan = [
        [
            *web,
            *rng.sample(names, int(0.4 * len(names))),
            *rng.sample(other, int(0.4 * len(other))),
            *own * (2 if n >= args.epochs * 0.4 else 1),
        ]
        for n in range(args.epochs)
    ]
    print(f"{len(web)} sentences with all layers, {len(other)} with trees, {len(names)} with names, {len(own)} with claims", flush=True)
    epochs(model, plan, pieces, labels, (3.0e-4, 1.8e-3), args.out / "tagger.safetensors", last=2)
    read = [language / "ewt_merged" / "train.jsonl", language / "gum" / "train.jsonl", language / "wikigold" / "wikigold.conll.txt",
            *(language / "btc" / f"{x}.conll" for x in "gh"), language / "wnut17" / "wnut17train.conll", args.encoder,
            *sorted(args.annotations.glob("*.md"))]  # fmt: skip
    (args.out / "card.json").write_text(json.dumps({p.name: digest(p) for p in read}, indent=1), encoding="utf-8")


def load(out: Path, name: str) -> tuple[Tagger, Labels, WordPiece]:
    """A trained model, its labels and its pieces."""
    raw = json.loads((out / "labels.json").read_text(encoding="utf-8"))
    labels = Labels(**{k: tuple(v) for k, v in raw.items()})
    model = Tagger(sizes_of(labels))
    model.load_state_dict(load_file(str(out / name)))
    return model, labels, WordPiece(vocabulary(out / "vocab.txt"))


def claims(args: argparse.Namespace) -> None:
    """Only our own annotations once more, with part of the first corpus so that nothing is forgotten."""
    model, labels, pieces = load(args.out, "tagger.safetensors")
    find, language = finder(), args.data / "language"
    own, _ = annotated.examples([args.annotations, CASES], find)
    web = list(english_web(language / "ewt_merged" / "train.jsonl"))
    with_places(web, find)
    rng = random.Random(11)
    torch.manual_seed(11)
    plan = [[*own, *rng.sample(web, min(len(web), len(own) // 2))] for _ in range(args.epochs)]
    print(f"{len(own)} annotated sentences, {sum(len(e.claims or ()) for e in own)} claims", flush=True)
    epochs(model, plan, pieces, labels, (1.0e-4, 6.0e-4), args.out / "tagger.safetensors", last=1)


def main(argv: Iterable[str] | None = None) -> None:
    """Run one step."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("step", choices=("all", "claims"))
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--encoder", type=Path)
    ap.add_argument("--vocab", type=Path)
    ap.add_argument("--annotations", type=Path, default=Path(__file__).parent / "annotations")
    ap.add_argument("--out", type=Path, default=Path("build/tagger"))
    ap.add_argument("--epochs", type=int, default=0)
    args = ap.parse_args(list(argv) if argv is not None else None)
    args.epochs = args.epochs or {"all": 10, "claims": 3}[args.step]
    {"all": everything, "claims": claims}[args.step](args)


if __name__ == "__main__":
    main()
