insert into event_chain (municipality_id, id, number, hash) values (uuid(1), uuid(21), 2, bytes(0d));
update event set number = 1, chain = bytes(0e) where id = uuid(71);
update event set number = 2, chain = bytes(0d) where id = uuid(72);
