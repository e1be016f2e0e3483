"""Reads Postil's spaCy export with real spaCy: every entity and every span has to align with tokens.

Usage: spacy_read.py FILE.jsonl ...   Prints one line for each document and `N passed, N failed` at the end.
"""

import json
import sys

import spacy


def problems(nlp, record):
    """What does not align in one exported document."""
    doc = nlp(record["text"])
    if doc.text != record["text"]:
        yield "spaCy holds another text"
    if not record["entities"]:
        yield "no entity was exported, so nothing is shown"
    spans = []
    for start, end, label in record["entities"]:
        span = doc.char_span(start, end, label=label, alignment_mode="strict")
        if span is None:
            yield f"entity {label} {record['text'][start:end]!r} at {start}..{end}"
        else:
            spans.append(span)
    if len(spans) == len(record["entities"]):
        doc.ents = spans  # raises where entities overlap
    for start, end, label, *_ in record["spans"]["sc"]:
        if doc.char_span(start, end, label=label, alignment_mode="strict") is None:
            yield f"span {label} {record['text'][start:end]!r} at {start}..{end}"


def main(paths):
    nlp = spacy.blank("en")
    passed = failed = 0
    for path in paths:
        with open(path, encoding="utf-8", newline="\n") as lines:
            for line in lines:
                record = json.loads(line)
                found = list(problems(nlp, record))
                name = record["text"][:40].replace("\n", " ")
                print("FAILED " if found else "ok     ", f"{len(record['entities'])} entities in {name!r}")
                for problem in found:
                    print("       ", problem)
                passed, failed = passed + (not found), failed + bool(found)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
