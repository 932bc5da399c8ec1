create table event (
    municipality_id blob not null references municipality (id),
    id blob not null,
    procedure_id blob,
    statement_id blob,
    kind text not null,
    visibility text not null,
    actor_id blob,
    data text not null,
    at text not null,
    number integer,
    chain blob,
    primary key (municipality_id, id)
) strict;
create index event_of_procedure on event (municipality_id, procedure_id, id);
create index event_of_statement on event (municipality_id, statement_id, id);
create unique index event_number on event (municipality_id, procedure_id, number);

create table job (
    id blob primary key not null,
    municipality_id blob references municipality (id),
    kind text not null,
    payload text not null,
    run_at text not null,
    attempts integer not null default 0,
    locked_until text,
    failed_at text,
    error text
) strict;
create index job_due on job (failed_at, run_at);

create table export (
    municipality_id blob not null,
    id blob not null,
    procedure_id blob not null,
    format text not null,
    variant text not null,
    state text not null,
    done integer not null default 0,
    total integer not null default 0,
    files text not null,
    left_out text not null,
    actor_id blob,
    created_at text not null,
    primary key (municipality_id, id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
) strict;
create index export_of on export (municipality_id, procedure_id, id);
