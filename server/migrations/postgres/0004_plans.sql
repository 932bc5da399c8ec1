create table plan (
    municipality_id uuid not null,
    procedure_id uuid not null,
    source_file text not null,
    source_name text not null,
    srs bigint not null,
    labelled_srs bigint not null,
    boundary jsonb not null,
    sections jsonb not null,
    candidates jsonb not null,
    imported_at timestamptz not null,
    primary key (municipality_id, procedure_id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
);

create table address (
    municipality_id uuid not null references municipality (id),
    id uuid not null,
    street text not null,
    street_key text collate "C" not null,
    house_number text not null,
    postal_code text not null,
    city text not null,
    lat double precision not null,
    lon double precision not null,
    primary key (municipality_id, id)
);
create index address_street on address (municipality_id, street_key, house_number);
