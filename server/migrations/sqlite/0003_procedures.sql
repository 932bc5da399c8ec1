create table procedure (
    municipality_id blob not null references municipality (id),
    id blob not null,
    slug text not null,
    kind text not null,
    working_copy text not null,
    revision integer not null default 1,
    sequence integer not null unique,
    published_version integer,
    published_revision integer,
    statements integer not null default 0,
    published_statements integer not null default 0,
    west real,
    south real,
    east real,
    north real,
    deletion_on text,
    persons_deleted_at text,
    decision_committee text,
    decision_on text,
    created_at text not null,
    primary key (municipality_id, id)
) strict;
create unique index procedure_slug_current on procedure (municipality_id, slug);

create table procedure_slug (
    municipality_id blob not null,
    slug text not null,
    procedure_id blob not null,
    primary key (municipality_id, slug),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
) strict;

create table procedure_version (
    municipality_id blob not null,
    procedure_id blob not null,
    version integer not null,
    content text not null,
    summary text not null,
    reason text not null,
    published_at text not null,
    primary key (municipality_id, procedure_id, version),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
) strict;

create table procedure_document (
    municipality_id blob not null,
    file text not null,
    procedure_id blob not null,
    published integer not null default 0 check (published in (0, 1)),
    primary key (municipality_id, file, procedure_id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
) strict;

create table procedure_round (
    municipality_id blob not null,
    id blob not null,
    procedure_id blob not null,
    step text not null,
    pass integer not null,
    starts_on text not null,
    ends_on text not null,
    opens_at text not null,
    closes_at text not null,
    primary key (municipality_id, id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
) strict;
create index procedure_round_of on procedure_round (municipality_id, procedure_id, starts_on);
