insert into procedure_round (municipality_id, id, procedure_id, step, pass, starts_on, ends_on)
    values (uuid(1), uuid(32), uuid(21), 'public_display', 2, '2027-01-11', '2027-02-11');
