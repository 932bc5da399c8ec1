create table plan (
    municipality_id blob not null,
    procedure_id blob not null,
    source_file text not null,
    source_name text not null,
    srs integer not null,
    labelled_srs integer not null,
    boundary text not null,
    sections text not null,
    candidates text not null,
    imported_at text not null,
    primary key (municipality_id, procedure_id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
) strict;

create table address (
    municipality_id blob not null references municipality (id),
    id blob not null,
    street text not null,
    street_key text not null,
    house_number text not null,
    postal_code text not null,
    city text not null,
    lat real not null,
    lon real not null,
    primary key (municipality_id, id)
) strict;
create index address_street on address (municipality_id, street_key, house_number);
