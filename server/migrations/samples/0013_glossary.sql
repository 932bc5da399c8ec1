insert into glossary_term (municipality_id, term, explanation, approved_by, approved_on, entered_by, entered_at, revision)
    values (uuid(1), 'bebauungsplan', 'Ein Bebauungs-Plan gilt für ein Gebiet.', 'Prüfgruppe Musterstadt', '2026-11-20', uuid(11), '2026-11-20T09:00:00.000Z', 2);
insert into glossary_term (municipality_id, term, explanation, entered_at, revision) values (uuid(1), 'rat', '', '2026-11-20T09:00:00.000Z', 3);
