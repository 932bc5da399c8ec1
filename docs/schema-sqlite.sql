-- The newest schema, made by `teilhabe schema`; do not edit. How it came to be: server/migrations/.

CREATE TABLE accessibility_setting (
    municipality_id blob primary key not null references municipality (id),
    settings text not null,
    reports integer not null default 0,
    changed_at text not null
) strict;

CREATE TABLE address (
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
CREATE INDEX address_place on address (municipality_id, lat, lon);
CREATE INDEX address_street on address (municipality_id, street_key, house_number);

CREATE TABLE assessment (
    municipality_id blob not null,
    statement_id blob not null,
    note text not null,
    reply text not null,
    proposal integer,
    decision_committee text,
    decision_on text,
    decision_result integer,
    decision_remark text not null default '', points integer not null default 0, points_open integer not null default 0, reply_to_check integer not null default 0 check (reply_to_check in (0, 1)),
    primary key (municipality_id, statement_id),
    foreign key (municipality_id, statement_id) references statement (municipality_id, id)
) strict;

CREATE TABLE assessment_topic (
    municipality_id blob not null,
    statement_id blob not null,
    topic text not null,
    primary key (municipality_id, statement_id, topic),
    foreign key (municipality_id, statement_id) references statement (municipality_id, id)
) strict;
CREATE INDEX assessment_topic_of on assessment_topic (municipality_id, topic, statement_id);

CREATE TABLE barrier (
    municipality_id blob not null references municipality (id),
    id blob not null,
    what text not null,
    reason text not null,
    alternative text not null,
    since text not null,
    planned text,
    report_number integer, plain text not null default '',
    primary key (municipality_id, id)
) strict;

CREATE TABLE barrier_report (
    municipality_id blob not null references municipality (id),
    id blob not null,
    number integer not null,
    state text not null,
    problem text not null,
    page text not null,
    language text not null,
    digest blob not null,
    received_at text not null,
    answer text not null default '',
    answered_at text,
    settled_at text,
    told_at text,
    answer_mailed_at text,
    primary key (municipality_id, id)
) strict;
CREATE INDEX barrier_report_digest on barrier_report (municipality_id, digest);
CREATE UNIQUE INDEX barrier_report_number on barrier_report (municipality_id, number);
CREATE INDEX barrier_report_state on barrier_report (municipality_id, state, number);

CREATE TABLE barrier_report_contact (
    municipality_id blob not null,
    report_id blob not null,
    email text not null,
    phone text not null,
    primary key (municipality_id, report_id),
    foreign key (municipality_id, report_id) references barrier_report (municipality_id, id)
) strict;

CREATE TABLE event (
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
CREATE UNIQUE INDEX event_number on event (municipality_id, procedure_id, number);
CREATE UNIQUE INDEX event_number_general on event (municipality_id, number) where procedure_id is null;
CREATE INDEX event_of_procedure on event (municipality_id, procedure_id, id);
CREATE INDEX event_of_procedure_alone on event (municipality_id, procedure_id, id) where statement_id is null;
CREATE INDEX event_of_statement on event (municipality_id, statement_id, id);
CREATE INDEX event_unsealed on event (municipality_id, procedure_id) where number is null;

CREATE TABLE event_chain (
    municipality_id blob not null references municipality (id),
    id blob not null,
    number integer not null,
    hash blob not null,
    primary key (municipality_id, id)
) strict;

CREATE TABLE export (
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
CREATE INDEX export_of on export (municipality_id, procedure_id, id);

CREATE TABLE glossary_term (
    municipality_id blob not null references municipality (id),
    term text not null,
    explanation text not null,
    approved_by text not null default '',
    approved_on text,
    entered_by blob,
    entered_at text not null,
    revision integer not null,
    primary key (municipality_id, term)
) strict;

CREATE TABLE installation_setting (
    key text primary key not null,
    value text not null
) strict;

CREATE TABLE job (
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
CREATE INDEX job_due on job (failed_at, run_at);

CREATE TABLE municipality (
    id blob primary key not null,
    slug text not null unique,
    host text unique,
    name text not null,
    ags text not null default '',
    time_zone text not null default 'Europe/Berlin',
    default_language text not null default 'de',
    area text,
    contact text not null,
    colours text,
    arms text,
    sender text not null default '',
    created_at text not null
) strict;

CREATE TABLE municipality_page (
    municipality_id blob not null references municipality (id),
    kind text not null,
    language text not null,
    version integer not null,
    markdown text not null,
    html text not null,
    changed_at text not null, status text not null default '{}',
    primary key (municipality_id, kind, language, version)
) strict;

CREATE TABLE plan (
    municipality_id blob not null,
    procedure_id blob not null,
    source_file text not null,
    source_name text not null,
    srs integer not null,
    labelled_srs integer not null,
    boundary text not null,
    sections text not null,
    candidates text not null,
    imported_at text not null, parts text not null default '[]', documents text not null default '[]', plan_key text not null default '', areas_file text not null default '', areas_name text not null default '', departed text not null default '[]', published_boundary text, published_sections text, municipality text not null default '',
    primary key (municipality_id, procedure_id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
) strict;

CREATE TABLE procedure (
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
    created_at text not null, weighed_statements integer not null default 0, decided_statements integer not null default 0,
    primary key (municipality_id, id)
) strict;
CREATE UNIQUE INDEX procedure_slug_current on procedure (municipality_id, slug);

CREATE TABLE procedure_document (
    municipality_id blob not null,
    file text not null,
    procedure_id blob not null,
    published integer not null default 0 check (published in (0, 1)),
    primary key (municipality_id, file, procedure_id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
) strict;

CREATE TABLE procedure_round (
    municipality_id blob not null,
    id blob not null,
    procedure_id blob not null,
    step text not null,
    pass integer not null,
    starts_on text not null,
    ends_on text not null,
    primary key (municipality_id, id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
) strict;
CREATE INDEX procedure_round_of on procedure_round (municipality_id, procedure_id, starts_on);

CREATE TABLE procedure_slug (
    municipality_id blob not null,
    slug text not null,
    procedure_id blob not null,
    primary key (municipality_id, slug),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
) strict;

CREATE TABLE procedure_version (
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

CREATE TABLE segment (
    municipality_id blob not null,
    statement_id blob not null,
    number integer not null,
    start_at integer not null,
    label text not null,
    reply text not null,
    proposal integer,
    decision_result integer,
    primary key (municipality_id, statement_id, number),
    foreign key (municipality_id, statement_id) references statement (municipality_id, id)
) strict;

CREATE TABLE staff (
    municipality_id blob not null references municipality (id),
    id blob not null,
    email text not null,
    name text not null,
    role text not null,
    password_hash text not null,
    second_factor_secret blob,
    second_factor_step integer not null default 0,
    active integer not null default 1 check (active in (0, 1)),
    created_at text not null, must_change_password integer not null default 0 check (must_change_password in (0, 1)), removed_at text,
    primary key (municipality_id, id)
) strict;
CREATE UNIQUE INDEX staff_email on staff (municipality_id, email);

CREATE TABLE staff_session (
    municipality_id blob not null,
    id blob not null,
    staff_id blob not null,
    state text not null,
    pending_secret blob,
    created_at text not null,
    expires_at text not null,
    primary key (municipality_id, id),
    foreign key (municipality_id, staff_id) references staff (municipality_id, id)
) strict;
CREATE INDEX staff_session_expiry on staff_session (expires_at);

CREATE TABLE statement (
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
    revision integer not null default 1, place_section text, place_withheld integer not null default 0 check (place_withheld in (0, 1)), hidden text, publication_reason text, publication_remark text not null default '',
    primary key (municipality_id, id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id),
    foreign key (municipality_id, round_id) references procedure_round (municipality_id, id)
) strict;
CREATE UNIQUE INDEX statement_code on statement (municipality_id, code_hash);
CREATE TRIGGER statement_indexed after insert on statement
begin
    insert into statement_search (rowid, body)
        select (sequence << 32) | new.number, new.body from procedure
        where municipality_id = new.municipality_id and id = new.procedure_id;
end;
CREATE UNIQUE INDEX statement_number on statement (municipality_id, procedure_id, number);
CREATE INDEX statement_public on statement (municipality_id, procedure_id, publication, number);
CREATE INDEX statement_state on statement (municipality_id, procedure_id, state, number);
CREATE UNIQUE INDEX statement_submission on statement (municipality_id, submission_key);

CREATE TABLE statement_attachment (
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
CREATE INDEX statement_attachment_of on statement_attachment (municipality_id, statement_id, position);

CREATE TABLE statement_draft (
    municipality_id blob not null,
    id blob not null,
    procedure_id blob not null,
    draft text not null,
    statement_id blob,
    changed_at text not null,
    primary key (municipality_id, id),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
) strict;
CREATE INDEX statement_draft_age on statement_draft (changed_at);

CREATE TABLE statement_person (
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

CREATE TABLE statement_person_word (
    municipality_id blob not null,
    procedure_id blob not null,
    word text not null,
    number integer not null,
    primary key (municipality_id, procedure_id, word, number),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
) strict, without rowid;

CREATE VIRTUAL TABLE statement_search using fts5 (body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');

CREATE TABLE video (
    municipality_id blob not null references municipality (id),
    id blob not null,
    place text not null,
    procedure_id blob,
    procedure_title text not null default '',
    content text not null,
    published integer not null default 0 check (published in (0, 1)),
    primary key (municipality_id, id)
) strict;
CREATE INDEX video_place on video (municipality_id, place, id);
CREATE INDEX video_procedure on video (municipality_id, procedure_id);

CREATE TABLE video_file (
    municipality_id blob not null references municipality (id),
    file text not null,
    name text not null,
    media_type text not null,
    size integer not null,
    published integer not null default 0 check (published in (0, 1)),
    uploaded_at text not null,
    primary key (municipality_id, file)
) strict;
