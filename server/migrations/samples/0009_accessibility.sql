insert into accessibility_setting (municipality_id, settings, reports, changed_at) values (uuid(1), '{}', 1, '2026-11-20T09:00:00.000Z');
insert into barrier_report (municipality_id, id, number, state, problem, page, language, digest, received_at)
    values (uuid(1), uuid(101), 1, 'open', 'Die Karte geht nicht mit der Tastatur: ä', '/de/procedures', 'de', bytes(1a), '2026-11-20T09:00:00.000Z');
insert into barrier_report_contact (municipality_id, report_id, email, phone) values (uuid(1), uuid(101), 'anna@web.example', '');
insert into barrier (municipality_id, id, what, reason, alternative, since) values (uuid(1), uuid(102), 'Pläne als PDF', 'Kommen so an', 'Liste der Flächen', '2026-11-20');
insert into video_file (municipality_id, file, name, media_type, size, published, uploaded_at) values (uuid(1), 'ee', 'dgs.mp4', 'video/mp4', 12, true, '2026-11-20T09:00:00.000Z');
insert into video (municipality_id, id, place, procedure_id, procedure_title, content, published) values (uuid(1), uuid(103), 'procedure', uuid(21), 'Hafen', '{}', true);
