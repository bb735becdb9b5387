"""Asking statistical services: a server on this machine answers in the recorded shapes; no network is reached."""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner

from kelisim.errors import BadStatistics, UsageError
from kelisim.ledger import Ledger
from kelisim.presentations.cli import app
from kelisim.statistics.fetching import Asking, fetch, questions
from kelisim.statistics.importing import import_file
from tests.made_statistics import NUMBERS, comtrade_record, imts_answer

CODES = {str(number): code for code, number in NUMBERS.items()}
IMTS = (
    ("KAZ", "XG_FOB_USD", "UZB", {"2019": "1", "2023": "3100000000"}),
    ("UZB", "MG_CIF_USD", "KAZ", {"2022": "3200000000.25"}),
)
SDMX = "application/vnd.sdmx.structurespecificdata+xml;version=2.1"


class Service:
    """What the server was asked, and what it is to answer first."""

    def __init__(self):
        self.asked = []
        self.first = []  # (status, headers, body) before it answers as it should
        self.records = None
        self.imts = IMTS

    def answer(self, path, headers):
        self.asked.append((path, dict(headers)))
        if self.first:
            return self.first.pop(0)
        if path.startswith("/external"):
            return 200, {"Content-Type": SDMX}, imts_answer(*self.imts)
        query = {name: values[0].split(",") for name, values in parse_qs(urlsplit(path).query).items()}
        records = self.records if self.records is not None else list(self._records(query))
        return 200, {}, json.dumps({"elapsedTime": "0.2 secs", "count": len(records), "data": records, "error": ""})

    def _records(self, query):
        for reporter in query["reporterCode"]:
            for partner in query["partnerCode"]:
                for period in query["period"] if reporter != partner else ():
                    for flow in query["flowCode"]:
                        value = 1e9 + int(period) + int(reporter)
                        yield comtrade_record(CODES[reporter], CODES[partner], period, flow, value)


@pytest.fixture
def service():
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = service.answer(self.path, self.headers)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}"
    yield service
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def waits():
    return []


@pytest.fixture
def asking(service, tmp_path, waits):
    return Asking(cache=tmp_path / "cache", comtrade=service.url, imf=service.url, sleep=waits.append)


def test_both_sides_and_both_flows_come_twelve_years_a_call_with_a_pause(service, asking, waits):
    asked = questions(("KZ", "UZ"), range(2012, 2026), asking)
    answers = list(fetch(asked, asking))
    assert [answer.known for answer in answers] == [False, False]
    assert waits == [6.0]
    first = parse_qs(urlsplit(service.asked[0][0]).query)
    assert urlsplit(service.asked[0][0]).path == "/public/v1/preview/C/A/HS"
    assert len(first["period"][0].split(",")) == 12
    whole = {name: first[name] for name in ("cmdCode", "customsCode", "motCode", "partner2Code", "flowCode")}
    assert whole == {
        "cmdCode": ["TOTAL"],
        "customsCode": ["C00"],
        "motCode": ["0"],
        "partner2Code": ["0"],
        "flowCode": ["X,M"],
    }
    assert len(json.loads(answers[0].path.read_text())["data"]) == 48


def test_what_was_answered_is_not_asked_again(service, asking, waits):
    asked = questions(("KZ", "UZ"), range(2012, 2026), asking)
    service.first = []
    walk = fetch(asked, asking)
    next(walk)
    walk.close()  # stopped after the first answer
    assert [answer.known for answer in fetch(asked, asking)] == [True, False]
    assert len(service.asked) == 2
    assert waits == []


def test_the_key_goes_into_a_header_and_nowhere_else(service, asking, tmp_path):
    keyed = Asking(cache=tmp_path / "cache", comtrade=service.url, key="secret")
    [answer] = fetch(questions(("KZ", "UZ"), range(2020, 2022), keyed), keyed)
    path, headers = service.asked[0]
    assert urlsplit(path).path == "/data/v1/get/C/A/HS"
    assert {name.casefold(): value for name, value in headers.items()}["ocp-apim-subscription-key"] == "secret"
    assert "secret" not in path + str(answer.path) + answer.path.read_text()


def test_months_are_asked_a_year_a_call(asking):
    asked = questions(("KZ", "UZ"), range(2023, 2025), asking, monthly=True)
    assert [question.url.count("2023") for question in asked] == [12, 0]
    assert "/C/M/HS" in asked[0].url


def test_a_service_that_asks_to_wait_is_waited_for(service, asking, waits):
    service.first = [(429, {"Retry-After": "7"}, ""), (403, {"Retry-After": "9"}, "")]
    assert len(list(fetch(questions(("KZ", "UZ"), range(2020, 2022), asking), asking))) == 1
    assert waits == [7.0, 9.0]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((429, {}, ""), "limit is reached"),
        ((429, {"Retry-After": "86400"}, ""), "limit is reached"),
        ((401, {}, ""), "KELISIM_COMTRADE_KEY"),
        ((500, {}, ""), "500"),
        ((200, {}, "<html>sorry</html>"), "no list of records"),
        ((200, {}, '{"data": [], "error": "bad period"}'), "bad period"),
        ((200, {}, '{"statusCode": 404, "message": "no"}'), "no list of records"),
    ],
)
def test_a_failure_is_told_and_nothing_of_it_is_kept(service, asking, answer, words):
    service.first = [answer]
    with pytest.raises(BadStatistics, match=words):
        list(fetch(questions(("KZ", "UZ"), range(2020, 2022), asking), asking))
    assert list(asking.cache.iterdir()) == []


def test_an_answer_cut_off_at_the_limit_is_refused(service, asking):
    service.records = [comtrade_record()] * 500
    with pytest.raises(BadStatistics, match="cut off"):
        list(fetch(questions(("KZ", "UZ"), range(2020, 2022), asking), asking))
    assert list(asking.cache.iterdir()) == []


def test_a_service_that_is_not_there(tmp_path):
    nobody = Asking(cache=tmp_path, comtrade="http://127.0.0.1:9")
    with pytest.raises(BadStatistics, match="no answer"):
        list(fetch(questions(("KZ", "UZ"), range(2020, 2022), nobody), nobody))
    local = Asking(cache=tmp_path, comtrade="file:///etc")
    with pytest.raises(UsageError, match="not an address of the web"):
        list(fetch(questions(("KZ", "UZ"), range(2020, 2022), local), local))
    with pytest.raises(UsageError, match="no code"):
        questions(("KZ", "XK"), range(2020, 2022), local)


def test_the_command_fetches_and_imports(service, tmp_path, monkeypatch):
    monkeypatch.setenv("KELISIM_COMTRADE_URL", service.url)
    monkeypatch.setenv("KELISIM_IMF_URL", service.url)
    monkeypatch.setenv("KELISIM_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("KELISIM_COMTRADE_KEY", raising=False)
    where = ["--ledger", str(tmp_path / "k.db"), "--pause", "0"]
    words = ["statistics", "fetch", "KZ", "Usbekistan", "--from", "2020", "--to", "2023"]
    run = CliRunner().invoke(app, [*words, *where])
    assert run.exit_code == 0, run.output
    assert "16 rows (comtrade-json)" in run.output
    again = CliRunner().invoke(app, [*words, *where])
    assert "kept from before" in again.output and "imported before" in again.output
    assert len(service.asked) == 1
    imf = CliRunner().invoke(app, [*words, "--service", "imts", *where])
    assert "2 rows (imts-api-csv)" in imf.output, imf.output
    path, _ = service.asked[1]
    assert urlsplit(path).path == "/external/sdmx/2.1/data/IMTS/KAZ+UZB.XG_FOB_USD+MG_CIF_USD.KAZ+UZB.A"
    assert parse_qs(urlsplit(path).query) == {"startPeriod": ["2020"], "endPeriod": ["2023"]}
    with Ledger(tmp_path / "k.db") as ledger:
        assert len(ledger.official_rows([("KZ", "UZ")])) == 18
    nothing = CliRunner().invoke(app, ["statistics", "fetch", "KZ", "UZ", "--from", "2030", "--to", "2020", *where])
    assert nothing.exit_code != 0


def test_nothing_there_is_no_failure(service, asking):
    service.records = []
    [answer] = fetch(questions(("KZ", "UZ"), range(2020, 2022), asking), asking)
    assert answer.path is None and list(asking.cache.iterdir()) == []


# The IMF


def imts_questions(asking, years=range(2020, 2024)):
    return questions(("KZ", "UZ"), years, asking, service="imts")


def test_of_the_imf_years_that_were_not_asked_for_are_left_out_and_estimates_are_marked(service, asking, ledger):
    service.imts = (("KAZ", "XG_FOB_USD", "UZB", {"2019": "1", "2021": "2900000000", "2022": ("3700000000", "E")}),)
    [answer] = fetch(imts_questions(asking), asking)
    import_file(answer.path, ledger)
    rows = [each.row for each in ledger.official_rows()]
    assert [(row.period, row.value, row.status) for row in rows] == [
        ("2021", 2_900_000_000, "reported"),
        ("2022", 3_700_000_000, "estimated"),
    ]


def test_months_of_the_imf(service, asking, ledger):
    service.imts = (("KAZ", "XG_FOB_USD", "UZB", {"2022-M05": "5000000", "2022-06": "6000000"}),)
    asked = questions(("KZ", "UZ"), range(2020, 2024), asking, service="imts", monthly=True)
    [answer] = fetch(asked, asking)
    assert service.asked[0][0].partition("?")[0].endswith(".M")
    import_file(answer.path, ledger)
    assert [each.row.period for each in ledger.official_rows()] == ["2022-05", "2022-06"]


def test_the_imf_may_ask_to_wait_and_may_have_nothing(service, asking, waits):
    service.first = [(429, {"Retry-After": "7"}, "")]
    assert [answer.path is None for answer in fetch(imts_questions(asking), asking)] == [False]
    assert waits == [7.0]
    service.first = [(404, {}, "")]
    assert [answer.path for answer in fetch(imts_questions(asking, range(2024, 2025)), asking)] == [None]
    service.imts = ()
    assert [answer.path for answer in fetch(imts_questions(asking, range(2023, 2025)), asking)] == [None]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((500, {}, ""), "500"),
        ((501, {}, ""), "no answer"),
        ((200, {"Content-Type": "text/html"}, "<html>sorry</html>"), "no SDMX"),
        ((200, {"Content-Type": SDMX}, "<message"), "no SDMX"),
    ],
)
def test_a_failure_of_the_imf_is_told_and_nothing_of_it_is_kept(service, asking, answer, words):
    service.first = [answer]
    with pytest.raises(BadStatistics, match=words):
        list(fetch(imts_questions(asking), asking))
    assert list(asking.cache.iterdir()) == []


def test_without_the_client_the_imf_is_not_asked_and_the_way_out_is_said(asking, monkeypatch):
    monkeypatch.setitem(sys.modules, "sdmx", None)
    with pytest.raises(UsageError, match=r"kelisim\[statistics\]"):
        list(fetch(imts_questions(asking), asking))


def test_an_imf_that_is_not_there(tmp_path):
    nobody = Asking(cache=tmp_path, imf="http://127.0.0.1:9")
    with pytest.raises(BadStatistics, match="no answer"):
        list(fetch(imts_questions(nobody), nobody))
