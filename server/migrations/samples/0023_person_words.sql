insert into statement_person_word (municipality_id, procedure_id, word, number) values (uuid(1), uuid(21), 'foerderverein', 1);
