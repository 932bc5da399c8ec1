insert into statement (municipality_id, id, procedure_id, round_id, number, submission_key, code_hash, state, body, body_sha256, language, place_kind, place_ref, place_label, lat, lon, inside, seen_version, channel, reply_wish, may_publish, publication, passages, public_body, mailed, late, submitted_at, received_on, written_on)
    values (uuid(1), uuid(51), uuid(21), uuid(31), 1, bytes(01), bytes(02), 'answered', 'Zu laut: ä, 🚲', bytes(03), 'de', 'point', '53.5,9.5', 'Hafenstraße 12a', 53.5, 9.5, true, 1, 'web', 'email', 'anonymous', 'released', '["laut"]', 'Zu █████', true, false, '2026-11-20T09:00:00.000Z', '2026-11-20', '2026-11-19');
insert into statement (municipality_id, id, procedure_id, round_id, number, submission_key, code_hash, state, body, body_sha256, language, place_kind, place_ref, place_label, seen_version, channel, reply_wish, may_publish, passages, submitted_at, received_on)
    values (uuid(1), uuid(52), uuid(21), uuid(31), 2, bytes(04), bytes(05), 'received', 'Zu hoch.', bytes(06), 'en', 'whole', '', '', 1, 'letter', 'none', 'no', '[]', '2026-11-20T09:00:00.000Z', '2026-11-20');
insert into statement_person (municipality_id, statement_id, name, organisation, street, postal_code, city, email)
    values (uuid(1), uuid(51), 'Anna Meier', '', 'Hafenstraße 12a', '12345', 'Musterstadt', 'anna@web.example');
insert into statement_attachment (municipality_id, id, statement_id, position, file, file_name, media_type, size)
    values (uuid(1), uuid(61), uuid(51), 1, 'dd', 'brief.pdf', 'application/pdf', 12);
insert into statement_draft (municipality_id, id, procedure_id, draft, statement_id, changed_at)
    values (uuid(1), bytes(0c), uuid(21), '{}', uuid(51), '2026-11-20T09:00:00.000Z');
