insert into assessment (municipality_id, statement_id, note, reply, proposal, decision_committee, decision_on, decision_result, decision_remark)
    values (uuid(1), uuid(51), 'Notiz', 'Der Weg bleibt.', 1000, 'Rat', '2026-12-01', 1000, 'einstimmig');
insert into assessment (municipality_id, statement_id, note, reply) values (uuid(1), uuid(52), '', '');
insert into assessment_topic (municipality_id, statement_id, topic) values (uuid(1), uuid(51), '0510');
