update statement set place_section = 'wa-1' where id = uuid(51);
