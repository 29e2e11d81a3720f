"""What an anomaly says is printed is printed: quotations and nothing else, each in a text that was read, if archived."""

import re

from disclosure.model.release import Release

QUOTED = re.compile(r"“([^“”]+)”")
QUOTATIONS = re.compile(r"“[^“”]+”(；“[^“”]+”)*")


def test_what_is_printed_is_quoted_without_a_word_beside_it(release: Release) -> None:
    printed = {code: anomaly.printed for code, anomaly in release.anomalies.items()}
    assert {code: text for code, text in printed.items() if not QUOTATIONS.fullmatch(text)} == {}


def test_every_quotation_stands_in_an_archived_text_of_its_anomaly(release: Release) -> None:
    held, missing = 0, []
    for code, anomaly in release.anomalies.items():
        documents = (anomaly.provenance.document, *anomaly.provenance.also)
        texts = [release.texts[document] for document in documents if document in release.texts]
        for quotation in QUOTED.findall(anomaly.printed) if texts else ():
            held += 1
            if not any(text.find(quotation) for text in texts):
                missing.append((code, quotation))
    assert missing == []
    assert held == 70
