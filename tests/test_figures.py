import pytest

from tests.corpus_cases import cases, differences, found


@pytest.mark.parametrize(("text", "expected", "miss"), cases("figures"))
def test_corpus(text, expected, miss, request):
    if miss:
        request.applymarker(pytest.mark.xfail(reason=miss, strict=True))
    got = {record["head"]: record for record in found(text, "figures")}
    assert sorted(got) == sorted(case["head"] for case in expected)
    for case in expected:
        assert differences(case, got[case["head"]]) == []
