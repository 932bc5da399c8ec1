insert into event (municipality_id, id, procedure_id, statement_id, kind, visibility, actor_id, data, at)
    values (uuid(1), uuid(79), uuid(21), null, 'procedure_published', 'public', uuid(11), '{"version": 2}', '2026-12-05T09:00:00.000Z');
