update procedure set weighed_statements = 2, decided_statements = 1 where id = uuid(21);
