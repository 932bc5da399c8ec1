-- The full-text index is kept by the database itself, as PostgreSQL keeps it in a generated column. Its rows are ordered
-- by number within their procedure (db/dialect.rs, search_row).
create trigger statement_indexed after insert on statement
begin
    insert into statement_search (rowid, body)
        select (sequence << 32) | new.number, new.body from procedure
        where municipality_id = new.municipality_id and id = new.procedure_id;
end;
