insert into event (municipality_id, id, procedure_id, statement_id, kind, visibility, actor_id, data, at)
    values (uuid(1), uuid(71), uuid(21), uuid(51), 'statement_submitted', 'public', null, '{"number": 1}', '2026-11-20T09:00:00.000Z');
insert into event (municipality_id, id, procedure_id, statement_id, kind, visibility, actor_id, data, at)
    values (uuid(1), uuid(72), uuid(21), null, 'procedure_published', 'public', uuid(11), '{"version": 1}', '2026-11-21T09:00:00.000Z');
insert into event (municipality_id, id, kind, visibility, data, at)
    values (uuid(2), uuid(73), 'staff_added', 'staff', 'null', '2026-11-20T09:00:00.000Z');
insert into job (id, municipality_id, kind, payload, run_at, attempts, failed_at, error)
    values (uuid(81), uuid(1), 'send_receipt', '{}', '2026-11-20T09:00:00.000Z', 8, '2026-11-21T09:00:00.000Z', 'refused');
insert into export (municipality_id, id, procedure_id, format, variant, state, files, left_out, actor_id, created_at)
    values (uuid(1), uuid(91), uuid(21), 'pdf', 'public', 'ready', '[["a.pdf", "ee"]]', '[]', uuid(11), '2026-12-02T09:00:00.000Z');
