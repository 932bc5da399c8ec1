insert into segment (municipality_id, statement_id, number, start_at, label, reply, proposal, decision_result)
    values (uuid(1), uuid(51), 1, 0, 'Lärm', 'Eine Wand kommt.', 1000, 1000), (uuid(1), uuid(51), 2, 4, '', '', null, null);
update assessment set points = 2, points_open = 1 where statement_id = uuid(51);
