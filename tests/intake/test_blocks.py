from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.intake.blocks import Block, counted, gather

KINDS = st.sampled_from(["paragraph", "heading", "item", "quote", "row", "image"])


@given(st.lists(st.tuples(KINDS, st.sampled_from(["Word.", "He said:", "“No.”", "--", "It is so"])), max_size=12))
def test_no_word_is_lost_or_said_twice_when_blocks_are_joined(parts: list[tuple[str, str]]) -> None:
    blocks = [Block(text, kind, n, n + 1) for n, (kind, text) in enumerate(parts)]  # type: ignore[arg-type]
    kept = [t for _, t in parts if t != "--"]
    assert "\n".join(b.text for b in gather(blocks)).split("\n") == (kept or [""])


def test_a_quotation_after_a_colon_stays_with_its_speaker() -> None:
    blocks = [Block("The mayor said:", "paragraph", 0, 1), Block("“We hold it.”", "paragraph", 1, 2), Block("“Later.”", "paragraph", 2, 3)]
    assert [(b.text, counted("x")(b)) for b in gather(blocks)] == [("The mayor said:\n“We hold it.”", "x:p1-2"), ("“Later.”", "x:p3")]
