create table statement (
    municipality_id uuid not null,
    id uuid not null,
    procedure_id uuid not null,
    round_id uuid not null,
    number bigint not null,
    submission_key bytea not null,
    code_hash bytea not null,
    state text not null,
    body text not null,
    body_sha256 bytea not null,
    language text not null,
    place_kind text not null,
    place_ref text not null,
    place_label text not null,
    lat double precision,
    lon double precision,
    inside boolean,
    seen_version bigint not null,
    channel text not null,
    reply_wish text not null,
    may_publish text not null,
    publication text not null default 'undecided',
    passages jsonb not null,
    public_body text,
    mailed boolean not null default false,
    late boolean not null default false,
    submitted_at timestamptz not null,
    received_on date not null,
    written_on date,
    receipt_mailed_at timestamptz,
    revision bigint not null default 1,
    primary key (municipality_id, id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id),
    foreign key (municipality_id, round_id) references procedure_round (municipality_id, id)
);
create unique index statement_number on statement (municipality_id, procedure_id, number);
create unique index statement_submission on statement (municipality_id, submission_key);
create unique index statement_code on statement (municipality_id, code_hash);
create index statement_public on statement (municipality_id, procedure_id, publication, number);
create index statement_state on statement (municipality_id, procedure_id, state, number);

create table statement_person (
    municipality_id uuid not null,
    statement_id uuid not null,
    name text not null,
    organisation text not null,
    street text not null,
    postal_code text not null,
    city text not null,
    email text not null,
    primary key (municipality_id, statement_id),
    foreign key (municipality_id, statement_id) references statement (municipality_id, id)
);

create table statement_attachment (
    municipality_id uuid not null,
    id uuid not null,
    statement_id uuid not null,
    position bigint not null,
    file text not null,
    file_name text not null,
    media_type text not null,
    size bigint not null,
    primary key (municipality_id, id),
    foreign key (municipality_id, statement_id) references statement (municipality_id, id)
);
create index statement_attachment_of on statement_attachment (municipality_id, statement_id, position);

create table statement_draft (
    municipality_id uuid not null,
    id bytea not null,
    procedure_id uuid not null,
    draft jsonb not null,
    statement_id uuid,
    changed_at timestamptz not null,
    primary key (municipality_id, id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
);
create index statement_draft_age on statement_draft (changed_at);

-- Words as search_words splits them: lower case whatever the locale of the database, and no compounds such as a/b or a.b.
alter table statement add column search tsvector generated always as (
    to_tsvector('simple', translate(lower(body collate "und-x-icu"), './@:-_+~%&=?#<>', '               '))
) stored;
create index statement_search on statement using gin (search);
