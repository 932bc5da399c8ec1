update plan set municipality = 'Käferhausen, 01234567' where procedure_id = uuid(21);
