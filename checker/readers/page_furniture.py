"""What of a page its own build gives away as furniture: where classes, links and the headline stand.

Nothing here goes by what is said; what is said is weighed later, in every format alike (boilerplate.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from checker.readers.blocks import HEADING, PARAGRAPH, TITLE, Block
from checker.readers.hypertext import Doubt
from checker.readers.lines import is_prose

FEWEST_LINKS = 3  # blocks of nothing but links, one after the other, that are a menu
FEWEST_TEASERS = 2  # linked headings that make a list of teasers
LONGEST_LEAD = 2  # blocks under a teaser's heading


def tell_doubted(
    blocks: Sequence[Block], doubted: Sequence[tuple[int, ...]], doubts: Mapping[int, Doubt]
) -> list[bool]:
    """Whether a block stands in an element that is furniture by its class and holds neither headline nor most of the text."""
    if not doubts:
        return [False] * len(blocks)
    prose: Counter[int] = Counter()
    linked, titled = set[int](), set[int]()
    for block, elements in zip(blocks, doubted, strict=True):
        if is_prose(block.visible):
            prose.update(dict.fromkeys(elements, len(block.visible)))
        linked.update(elements if block.linked else ())
        titled.update(elements if block.role == TITLE else ())
    most = _prose_in(blocks) / 2
    furniture = {
        element for element, doubt in doubts.items()
        if element not in titled and prose[element] <= most and (element in linked or not doubt.needs_link)
    }  # fmt: skip
    return [not furniture.isdisjoint(elements) for elements in doubted]


def drop_menus(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without lines of links, teasers under linked headings, and what stands above the headline.

    Where that would be most of the text, as of a live blog whose entries have links for headings, it stays.
    """
    kept = [block for block, is_menu in zip(blocks, _tell_menus(blocks), strict=True) if not is_menu]
    without_teasers = [
        block for block, is_teaser in zip(kept, _tell_teasers(kept), strict=True) if not is_teaser
    ]
    kept = without_teasers if _prose_in(without_teasers) * 2 >= _prose_in(kept) else kept
    title = next((i for i, block in enumerate(kept) if block.role == TITLE), 0)
    above, below = kept[:title], kept[title:]
    if _prose_in(below) < _prose_in(above):
        return kept
    return [b for b in above if not b.linked and not is_prose(b.visible)] + below


def _prose_in(blocks: Sequence[Block]) -> int:
    return sum(len(block.visible) for block in blocks if is_prose(block.visible))


def _is_link(block: Block) -> bool:
    return block.linked and block.role != TITLE and not is_prose(block.visible)


def _tell_menus(blocks: Sequence[Block]) -> list[bool]:
    """Whether a block is a line of nothing but links, or belongs to a row of items and headings that are."""
    found: list[bool] = []
    for is_link, run in groupby(blocks, _is_link):
        row = list(run)
        found += [is_link and (len(row) >= FEWEST_LINKS or block.role == PARAGRAPH) for block in row]
    return found


def _tell_teasers(blocks: Sequence[Block]) -> list[bool]:
    """Whether a block is a linked heading or stands under one, where at least two of them follow each other closely."""
    is_head = [block.role == HEADING and block.linked for block in blocks]
    found = [False] * len(blocks)
    reach = LONGEST_LEAD + 1
    for head in (i for i, is_one in enumerate(is_head) if is_one):
        if sum(is_head[max(0, head - reach) : head + reach + 1]) < FEWEST_TEASERS:
            continue
        found[head] = True
        for i in range(head + 1, min(head + 1 + LONGEST_LEAD, len(blocks))):
            if blocks[i].role in (HEADING, TITLE):
                break
            found[i] = True
    return found
