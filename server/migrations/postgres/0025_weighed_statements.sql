-- How many statements of a procedure are weighed, and on how many of them was decided: public pages read it of every
-- procedure. Which ones count says `Statement::weight`.
alter table procedure add column weighed_statements bigint not null default 0;
alter table procedure add column decided_statements bigint not null default 0;
update procedure set
    weighed_statements = (select count(*) from statement s where s.municipality_id = procedure.municipality_id
        and s.procedure_id = procedure.id and s.state <> 'withdrawn' and not (s.state = 'held' and s.publication = 'refused')),
    decided_statements = (select count(*) from statement s where s.municipality_id = procedure.municipality_id
        and s.procedure_id = procedure.id and s.state in ('decided', 'answered'));
