create table event_chain (
    municipality_id blob not null references municipality (id),
    id blob not null,
    number integer not null,
    hash blob not null,
    primary key (municipality_id, id)
) strict;
create unique index event_number_general on event (municipality_id, number) where procedure_id is null;
create index event_unsealed on event (municipality_id, procedure_id) where number is null;
