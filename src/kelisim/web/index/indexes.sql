-- Made after the rows, which is quicker.
CREATE INDEX items_by_id ON items (id);
CREATE INDEX statements_by_id ON statements (id);
CREATE INDEX statements_by_report ON statements (report);
CREATE INDEX statements_by_recorded ON statements (recorded, number);
CREATE INDEX statements_by_published ON statements (published, number);
CREATE INDEX statements_by_day ON statements (day, number);
CREATE INDEX statements_by_value ON statements (value, number);
CREATE INDEX statements_as_facets ON statements (sort, topic, stage, modality, year);
CREATE INDEX statements_by_outlet ON statements (outlet);
CREATE INDEX codes_by_number ON codes (number);
CREATE INDEX sectors_by_number ON statement_sectors (number);
INSERT INTO counts SELECT key, sort, part, count(*) FROM about GROUP BY key, sort, part;
