insert into procedure (municipality_id, id, slug, kind, working_copy, sequence, published_version, published_revision, statements, west, south, east, north, deletion_on, decision_committee, decision_on, created_at)
    values (uuid(1), uuid(21), 'am-hafen', 'development_plan', '{"title": {"de": "Am Hafen"}}', 1, 1, 1, 2, 9.0, 53.0, 9.1, 53.1, '2027-06-30', 'Rat', '2026-12-01', '2026-01-01T00:00:00.000Z');
insert into procedure (municipality_id, id, slug, kind, working_copy, sequence, created_at)
    values (uuid(2), uuid(22), 'am-hafen', 'other', '{}', 2, '2026-01-01T00:00:00.000Z');
insert into procedure_slug (municipality_id, slug, procedure_id) values (uuid(1), 'am-hafen', uuid(21));
insert into procedure_version (municipality_id, procedure_id, version, content, summary, reason, published_at)
    values (uuid(1), uuid(21), 1, '{}', '{}', '', '2026-01-02T00:00:00.000Z');
insert into procedure_document (municipality_id, file, procedure_id, published) values (uuid(1), 'bb', uuid(21), true);
insert into procedure_round (municipality_id, id, procedure_id, step, pass, starts_on, ends_on, opens_at, closes_at)
    values (uuid(1), uuid(31), uuid(21), 'public_display', 1, '2026-11-16', '2026-12-16', '2026-11-15T23:00:00.000Z', '2026-12-16T23:00:00.000Z');
