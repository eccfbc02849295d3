"""Try the examples of a language file: ``python -m openai_turnover.training.examples fr``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from openai_turnover.folding import FoldedText
from openai_turnover.lexicon import Lexicon, read_lexicon
from openai_turnover.training.coverage import find_triggers, touches
from openai_turnover.training.passages import CorpusError, parse_passage


def failed_examples(lexicon: Lexicon) -> Iterator[str]:
    """What is wrong with the examples: a trigger that its rule does not find, an event found in a distractor."""
    for rule in lexicon.triggers:
        if next(rule.pattern.finditer(""), None):
            yield f"{rule.name} has a pattern that matches where there is no word"
        for example in rule.examples:
            try:
                passage = parse_passage(example, lexicon.code, rule.name)
            except CorpusError as error:
                yield str(error)
                continue
            folded = FoldedText(passage.text)
            spans = [folded.original_span(*m.span()) for m in rule.pattern.finditer(folded.text)]
            events = [(m.start, m.end) for m in passage.marks if m.label == "EVENT"]
            if not any(touches(s, e) for s in spans for e in events):
                yield f"{rule.name} does not find its example {passage.text!r}"
    for example in lexicon.distractor_examples:
        if lexicon.distractors is None or not lexicon.distractors.search(FoldedText(example).text):
            yield f"no distractor pattern matches {example!r}"
        found = find_triggers(FoldedText(example), lexicon)
        if found:
            yield f"trigger {found[0]} found in the distractor {example!r}"


@click.command()
@click.argument("languages", nargs=-1, required=True)
def main(languages: tuple[str, ...]) -> None:
    """Print every example that does not behave as it says."""
    problems = [problem for code in languages for problem in failed_examples(read_lexicon(code))]
    click.echo("\n".join([*problems, f"{len(problems)} problems"]))
    raise SystemExit(bool(problems))


if __name__ == "__main__":
    main()
