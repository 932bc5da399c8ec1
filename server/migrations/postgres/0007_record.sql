create table event (
    municipality_id uuid not null references municipality (id),
    id uuid not null,
    procedure_id uuid,
    statement_id uuid,
    kind text not null,
    visibility text not null,
    actor_id uuid,
    data jsonb not null,
    at timestamptz not null,
    number bigint,
    chain bytea,
    primary key (municipality_id, id)
);
create index event_of_procedure on event (municipality_id, procedure_id, id);
create index event_of_statement on event (municipality_id, statement_id, id);
create unique index event_number on event (municipality_id, procedure_id, number);

create table job (
    id uuid primary key not null,
    municipality_id uuid references municipality (id),
    kind text not null,
    payload jsonb not null,
    run_at timestamptz not null,
    attempts bigint not null default 0,
    locked_until timestamptz,
    failed_at timestamptz,
    error text
);
create index job_due on job (failed_at, run_at);

create table export (
    municipality_id uuid not null,
    id uuid not null,
    procedure_id uuid not null,
    format text not null,
    variant text not null,
    state text not null,
    done bigint not null default 0,
    total bigint not null default 0,
    files jsonb not null,
    left_out jsonb not null,
    actor_id uuid,
    created_at timestamptz not null,
    primary key (municipality_id, id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
);
create index export_of on export (municipality_id, procedure_id, id);
