-- What happened to a procedure itself is read without walking past all that happened to its statements.
create index event_of_procedure_alone on event (municipality_id, procedure_id, id) where statement_id is null;
