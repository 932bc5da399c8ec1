create table procedure (
    municipality_id uuid not null references municipality (id),
    id uuid not null,
    slug text not null,
    kind text not null,
    working_copy jsonb not null,
    revision bigint not null default 1,
    sequence bigint not null unique,
    published_version bigint,
    published_revision bigint,
    statements bigint not null default 0,
    published_statements bigint not null default 0,
    west double precision,
    south double precision,
    east double precision,
    north double precision,
    deletion_on date,
    persons_deleted_at timestamptz,
    decision_committee text,
    decision_on date,
    created_at timestamptz not null,
    primary key (municipality_id, id)
);
create unique index procedure_slug_current on procedure (municipality_id, slug);

create table procedure_slug (
    municipality_id uuid not null,
    slug text not null,
    procedure_id uuid not null,
    primary key (municipality_id, slug),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
);

create table procedure_version (
    municipality_id uuid not null,
    procedure_id uuid not null,
    version bigint not null,
    content jsonb not null,
    summary jsonb not null,
    reason text not null,
    published_at timestamptz not null,
    primary key (municipality_id, procedure_id, version),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
);

create table procedure_document (
    municipality_id uuid not null,
    file text not null,
    procedure_id uuid not null,
    published boolean not null default false,
    primary key (municipality_id, file, procedure_id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
);

create table procedure_round (
    municipality_id uuid not null,
    id uuid not null,
    procedure_id uuid not null,
    step text not null,
    pass bigint not null,
    starts_on date not null,
    ends_on date not null,
    opens_at timestamptz not null,
    closes_at timestamptz not null,
    primary key (municipality_id, id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
);
create index procedure_round_of on procedure_round (municipality_id, procedure_id, starts_on);
