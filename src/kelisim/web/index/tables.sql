-- The index of the pages: a file of its own beside the ledger, made anew whenever the ledger has changed.

CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Cards as JSON: `slim` for lists, `card` whole.
CREATE TABLE items (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, sort TEXT NOT NULL, slim BLOB NOT NULL, card BLOB NOT NULL
);

-- Every id under which something is or was known: of things, of those merged into them, of points of series; of what no
-- reading finds any more the statement that told it.
CREATE TABLE names (name TEXT PRIMARY KEY, sort TEXT NOT NULL, id TEXT NOT NULL) WITHOUT ROWID;

-- What an item is about (pair:KZ-UZ, state:KZ, sector:210, place:…, all), by group and in the order of lists.
CREATE TABLE about (
    key TEXT NOT NULL, sort TEXT NOT NULL, part TEXT NOT NULL, rank INTEGER NOT NULL, item INTEGER NOT NULL,
    PRIMARY KEY (key, sort, part, rank, item)
) WITHOUT ROWID;
CREATE TABLE counts (
    key TEXT NOT NULL, sort TEXT NOT NULL, part TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, sort, part)
) WITHOUT ROWID;

-- Two states with how much is told of them, and their latest trade turnover.
CREATE TABLE pairs (
    pair TEXT PRIMARY KEY, first TEXT NOT NULL, second TEXT NOT NULL, undertakings INTEGER NOT NULL,
    series INTEGER NOT NULL, meetings INTEGER NOT NULL, conflicts INTEGER NOT NULL, overdue INTEGER NOT NULL,
    trade REAL, trade_unit TEXT, trade_period TEXT, trade_id TEXT
) WITHOUT ROWID;

-- Of each pair the latest level of a whole year that was told as fact, of each sort of series without an item.
CREATE TABLE levels (
    pair TEXT NOT NULL, indicator TEXT NOT NULL, unit TEXT NOT NULL, value REAL NOT NULL, period TEXT NOT NULL,
    statement TEXT NOT NULL, PRIMARY KEY (indicator, unit, pair)
) WITHOUT ROWID;

-- What statistical offices say of a pair, as JSON.
CREATE TABLE official (pair TEXT PRIMARY KEY, card BLOB NOT NULL) WITHOUT ROWID;

-- Bodies, persons, places with all their spellings.
CREATE TABLE entities (
    sort TEXT NOT NULL, slug TEXT NOT NULL, name TEXT NOT NULL, spellings TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (sort, slug)
) WITHOUT ROWID;

-- Every current statement, for exploring: narrow rows to be counted and sorted, and what is shown of each apart.
-- `day` is 9999 where no day is known, so that the undated come last.
CREATE TABLE statements (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, sort TEXT NOT NULL, topic TEXT NOT NULL, stage TEXT NOT NULL,
    modality TEXT NOT NULL, year TEXT NOT NULL, sure INTEGER NOT NULL, day TEXT NOT NULL, published TEXT NOT NULL,
    recorded TEXT NOT NULL, outlet TEXT NOT NULL, report TEXT NOT NULL, value REAL
);
CREATE TABLE hits (number INTEGER PRIMARY KEY, hit BLOB NOT NULL);
CREATE TABLE codes (code TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (code, number)) WITHOUT ROWID;
CREATE TABLE statement_sectors (
    code TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (code, number)
) WITHOUT ROWID;
-- The codes of the parties stand beside the words, so that both are narrowed in one go; they do not count for the rank.
CREATE VIRTUAL TABLE words USING fts5 (body, parties, content = '', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO words (words, rank) VALUES ('rank', 'bm25(1.0, 0.0)');
