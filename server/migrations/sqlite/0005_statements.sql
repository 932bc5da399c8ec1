create table statement (
    municipality_id blob not null,
    id blob not null,
    procedure_id blob not null,
    round_id blob not null,
    number integer not null,
    submission_key blob not null,
    code_hash blob not null,
    state text not null,
    body text not null,
    body_sha256 blob not null,
    language text not null,
    place_kind text not null,
    place_ref text not null,
    place_label text not null,
    lat real,
    lon real,
    inside integer check (inside in (0, 1)),
    seen_version integer not null,
    channel text not null,
    reply_wish text not null,
    may_publish text not null,
    publication text not null default 'undecided',
    passages text not null,
    public_body text,
    mailed integer not null default 0 check (mailed in (0, 1)),
    late integer not null default 0 check (late in (0, 1)),
    submitted_at text not null,
    received_on text not null,
    written_on text,
    receipt_mailed_at text,
    revision integer not null default 1,
    primary key (municipality_id, id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id),
    foreign key (municipality_id, round_id) references procedure_round (municipality_id, id)
) strict;
create unique index statement_number on statement (municipality_id, procedure_id, number);
create unique index statement_submission on statement (municipality_id, submission_key);
create unique index statement_code on statement (municipality_id, code_hash);
create index statement_public on statement (municipality_id, procedure_id, publication, number);
create index statement_state on statement (municipality_id, procedure_id, state, number);

create table statement_person (
    municipality_id blob not null,
    statement_id blob not null,
    name text not null,
    organisation text not null,
    street text not null,
    postal_code text not null,
    city text not null,
    email text not null,
    primary key (municipality_id, statement_id),
    foreign key (municipality_id, statement_id) references statement (municipality_id, id)
) strict;

create table statement_attachment (
    municipality_id blob not null,
    id blob not null,
    statement_id blob not null,
    position integer not null,
    file text not null,
    file_name text not null,
    media_type text not null,
    size integer not null,
    primary key (municipality_id, id),
    foreign key (municipality_id, statement_id) references statement (municipality_id, id)
) strict;
create index statement_attachment_of on statement_attachment (municipality_id, statement_id, position);

create table statement_draft (
    municipality_id blob not null,
    id blob not null,
    procedure_id blob not null,
    draft text not null,
    statement_id blob,
    changed_at text not null,
    primary key (municipality_id, id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
) strict;
create index statement_draft_age on statement_draft (changed_at);

-- Full-text search over the text alone; external content, kept by the owner's statements.
create virtual table statement_search using fts5 (body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
