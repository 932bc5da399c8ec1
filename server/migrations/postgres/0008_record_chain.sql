create table event_chain (
    municipality_id uuid not null references municipality (id),
    id uuid not null,
    number bigint not null,
    hash bytea not null,
    primary key (municipality_id, id)
);
create unique index event_number_general on event (municipality_id, number) where procedure_id is null;
create index event_unsealed on event (municipality_id, procedure_id) where number is null;
