update assessment set reply_to_check = true where statement_id = uuid(51);
