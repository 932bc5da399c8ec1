insert into installation_setting (key, value) values ('demo', '1');
insert into municipality (id, slug, host, name, contact, area, colours, arms, created_at)
    values (uuid(1), 'musterstadt', 'musterstadt.example', 'Musterstadt', '{"office": "Bauamt", "address": "", "phone": "030 23125 100", "email": "", "hours": ""}', '[9.0, 53.0, 10.0, 54.0]', '[["primary", "#004b76"]]', 'aa', '2026-01-01T00:00:00.000Z');
insert into municipality (id, slug, name, contact, created_at)
    values (uuid(2), 'nachbar', 'Nachbar', '{"office": "", "address": "", "phone": "", "email": "", "hours": ""}', '2026-01-01T00:00:00.000Z');
insert into municipality_page (municipality_id, kind, language, version, markdown, html, changed_at)
    values (uuid(1), 'imprint', 'de', 1, 'Text', '<p>Text</p>', '2026-01-01T00:00:00.000Z');
