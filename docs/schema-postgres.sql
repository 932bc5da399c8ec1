-- The newest schema, made by `teilhabe schema`; do not edit. How it came to be: server/migrations/.

CREATE TABLE accessibility_setting (
    municipality_id uuid NOT NULL,
    settings jsonb NOT NULL,
    reports bigint DEFAULT 0 NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    PRIMARY KEY (municipality_id),
    FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);

CREATE TABLE address (
    municipality_id uuid NOT NULL,
    id uuid NOT NULL,
    street text NOT NULL,
    street_key text COLLATE "C" NOT NULL,
    house_number text NOT NULL,
    postal_code text NOT NULL,
    city text NOT NULL,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    PRIMARY KEY (municipality_id, id),
    FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);
CREATE INDEX address_place ON address USING btree (municipality_id, lat, lon);
CREATE INDEX address_street ON address USING btree (municipality_id, street_key, house_number);

CREATE TABLE assessment (
    municipality_id uuid NOT NULL,
    statement_id uuid NOT NULL,
    note text NOT NULL,
    reply text NOT NULL,
    proposal bigint,
    decision_committee text,
    decision_on date,
    decision_result bigint,
    decision_remark text DEFAULT ''::text NOT NULL,
    points bigint DEFAULT 0 NOT NULL,
    points_open bigint DEFAULT 0 NOT NULL,
    reply_to_check boolean DEFAULT false NOT NULL,
    PRIMARY KEY (municipality_id, statement_id),
    FOREIGN KEY (municipality_id, statement_id) REFERENCES statement(municipality_id, id)
);

CREATE TABLE assessment_topic (
    municipality_id uuid NOT NULL,
    statement_id uuid NOT NULL,
    topic text NOT NULL,
    PRIMARY KEY (municipality_id, statement_id, topic),
    FOREIGN KEY (municipality_id, statement_id) REFERENCES statement(municipality_id, id)
);
CREATE INDEX assessment_topic_of ON assessment_topic USING btree (municipality_id, topic, statement_id);

CREATE TABLE barrier (
    municipality_id uuid NOT NULL,
    id uuid NOT NULL,
    what text NOT NULL,
    reason text NOT NULL,
    alternative text NOT NULL,
    since date NOT NULL,
    planned date,
    report_number bigint,
    plain text DEFAULT ''::text NOT NULL,
    PRIMARY KEY (municipality_id, id),
    FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);

CREATE TABLE barrier_report (
    municipality_id uuid NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL,
    state text NOT NULL,
    problem text NOT NULL,
    page text NOT NULL,
    language text NOT NULL,
    digest bytea NOT NULL,
    received_at timestamp with time zone NOT NULL,
    answer text DEFAULT ''::text NOT NULL,
    answered_at timestamp with time zone,
    settled_at timestamp with time zone,
    told_at timestamp with time zone,
    answer_mailed_at timestamp with time zone,
    PRIMARY KEY (municipality_id, id),
    FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);
CREATE INDEX barrier_report_digest ON barrier_report USING btree (municipality_id, digest);
CREATE UNIQUE INDEX barrier_report_number ON barrier_report USING btree (municipality_id, number);
CREATE INDEX barrier_report_state ON barrier_report USING btree (municipality_id, state, number);

CREATE TABLE barrier_report_contact (
    municipality_id uuid NOT NULL,
    report_id uuid NOT NULL,
    email text NOT NULL,
    phone text NOT NULL,
    PRIMARY KEY (municipality_id, report_id),
    FOREIGN KEY (municipality_id, report_id) REFERENCES barrier_report(municipality_id, id)
);

CREATE TABLE event (
    municipality_id uuid NOT NULL,
    id uuid NOT NULL,
    procedure_id uuid,
    statement_id uuid,
    kind text NOT NULL,
    visibility text NOT NULL,
    actor_id uuid,
    data jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    number bigint,
    chain bytea,
    PRIMARY KEY (municipality_id, id),
    FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);
CREATE UNIQUE INDEX event_number ON event USING btree (municipality_id, procedure_id, number);
CREATE UNIQUE INDEX event_number_general ON event USING btree (municipality_id, number) WHERE procedure_id IS NULL;
CREATE INDEX event_of_procedure ON event USING btree (municipality_id, procedure_id, id);
CREATE INDEX event_of_procedure_alone ON event USING btree (municipality_id, procedure_id, id) WHERE statement_id IS NULL;
CREATE INDEX event_of_statement ON event USING btree (municipality_id, statement_id, id);
CREATE INDEX event_unsealed ON event USING btree (municipality_id, procedure_id) WHERE number IS NULL;

CREATE TABLE event_chain (
    municipality_id uuid NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (municipality_id, id),
    FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);

CREATE TABLE export (
    municipality_id uuid NOT NULL,
    id uuid NOT NULL,
    procedure_id uuid NOT NULL,
    format text NOT NULL,
    variant text NOT NULL,
    state text NOT NULL,
    done bigint DEFAULT 0 NOT NULL,
    total bigint DEFAULT 0 NOT NULL,
    files jsonb NOT NULL,
    left_out jsonb NOT NULL,
    actor_id uuid,
    created_at timestamp with time zone NOT NULL,
    PRIMARY KEY (municipality_id, id),
    FOREIGN KEY (municipality_id, procedure_id) REFERENCES procedure(municipality_id, id)
);
CREATE INDEX export_of ON export USING btree (municipality_id, procedure_id, id);

CREATE TABLE glossary_term (
    municipality_id uuid NOT NULL,
    term text NOT NULL,
    explanation text NOT NULL,
    approved_by text DEFAULT ''::text NOT NULL,
    approved_on date,
    entered_by uuid,
    entered_at timestamp with time zone NOT NULL,
    revision bigint NOT NULL,
    PRIMARY KEY (municipality_id, term),
    FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);

CREATE TABLE installation_setting (
    key text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (key)
);

CREATE TABLE job (
    id uuid NOT NULL,
    municipality_id uuid,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    run_at timestamp with time zone NOT NULL,
    attempts bigint DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone,
    failed_at timestamp with time zone,
    error text,
    PRIMARY KEY (id),
    FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);
CREATE INDEX job_due ON job USING btree (failed_at, run_at);

CREATE TABLE municipality (
    id uuid NOT NULL,
    slug text NOT NULL,
    host text,
    name text NOT NULL,
    ags text DEFAULT ''::text NOT NULL,
    time_zone text DEFAULT 'Europe/Berlin'::text NOT NULL,
    default_language text DEFAULT 'de'::text NOT NULL,
    area jsonb,
    contact jsonb NOT NULL,
    colours jsonb,
    arms text,
    sender text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (host),
    UNIQUE (slug)
);

CREATE TABLE municipality_page (
    municipality_id uuid NOT NULL,
    kind text NOT NULL,
    language text NOT NULL,
    version bigint NOT NULL,
    markdown text NOT NULL,
    html text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    status jsonb DEFAULT '{}'::jsonb NOT NULL,
    PRIMARY KEY (municipality_id, kind, language, version),
    FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);

CREATE TABLE plan (
    municipality_id uuid NOT NULL,
    procedure_id uuid NOT NULL,
    source_file text NOT NULL,
    source_name text NOT NULL,
    srs bigint NOT NULL,
    labelled_srs bigint NOT NULL,
    boundary jsonb NOT NULL,
    sections jsonb NOT NULL,
    candidates jsonb NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    parts jsonb DEFAULT '[]'::jsonb NOT NULL,
    documents jsonb DEFAULT '[]'::jsonb NOT NULL,
    plan_key text DEFAULT ''::text NOT NULL,
    areas_file text DEFAULT ''::text NOT NULL,
    areas_name text DEFAULT ''::text NOT NULL,
    departed jsonb DEFAULT '[]'::jsonb NOT NULL,
    published_boundary jsonb,
    published_sections jsonb,
    municipality text DEFAULT ''::text NOT NULL,
    PRIMARY KEY (municipality_id, procedure_id),
    FOREIGN KEY (municipality_id, procedure_id) REFERENCES procedure(municipality_id, id)
);

CREATE TABLE procedure (
    municipality_id uuid NOT NULL,
    id uuid NOT NULL,
    slug text NOT NULL,
    kind text NOT NULL,
    working_copy jsonb NOT NULL,
    revision bigint DEFAULT 1 NOT NULL,
    sequence bigint NOT NULL,
    published_version bigint,
    published_revision bigint,
    statements bigint DEFAULT 0 NOT NULL,
    published_statements bigint DEFAULT 0 NOT NULL,
    west double precision,
    south double precision,
    east double precision,
    north double precision,
    deletion_on date,
    persons_deleted_at timestamp with time zone,
    decision_committee text,
    decision_on date,
    created_at timestamp with time zone NOT NULL,
    weighed_statements bigint DEFAULT 0 NOT NULL,
    decided_statements bigint DEFAULT 0 NOT NULL,
    PRIMARY KEY (municipality_id, id),
    UNIQUE (sequence),
    FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);
CREATE UNIQUE INDEX procedure_slug_current ON procedure USING btree (municipality_id, slug);

CREATE TABLE procedure_document (
    municipality_id uuid NOT NULL,
    file text NOT NULL,
    procedure_id uuid NOT NULL,
    published boolean DEFAULT false NOT NULL,
    PRIMARY KEY (municipality_id, file, procedure_id),
    FOREIGN KEY (municipality_id, procedure_id) REFERENCES procedure(municipality_id, id)
);

CREATE TABLE procedure_round (
    municipality_id uuid NOT NULL,
    id uuid NOT NULL,
    procedure_id uuid NOT NULL,
    step text NOT NULL,
    pass bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    PRIMARY KEY (municipality_id, id),
    FOREIGN KEY (municipality_id, procedure_id) REFERENCES procedure(municipality_id, id)
);
CREATE INDEX procedure_round_of ON procedure_round USING btree (municipality_id, procedure_id, starts_on);

CREATE TABLE procedure_slug (
    municipality_id uuid NOT NULL,
    slug text NOT NULL,
    procedure_id uuid NOT NULL,
    PRIMARY KEY (municipality_id, slug),
    FOREIGN KEY (municipality_id, procedure_id) REFERENCES procedure(municipality_id, id)
);

CREATE TABLE procedure_version (
    municipality_id uuid NOT NULL,
    procedure_id uuid NOT NULL,
    version bigint NOT NULL,
    content jsonb NOT NULL,
    summary jsonb NOT NULL,
    reason text NOT NULL,
    published_at timestamp with time zone NOT NULL,
    PRIMARY KEY (municipality_id, procedure_id, version),
    FOREIGN KEY (municipality_id, procedure_id) REFERENCES procedure(municipality_id, id)
);

CREATE TABLE segment (
    municipality_id uuid NOT NULL,
    statement_id uuid NOT NULL,
    number bigint NOT NULL,
    start_at bigint NOT NULL,
    label text NOT NULL,
    reply text NOT NULL,
    proposal bigint,
    decision_result bigint,
    PRIMARY KEY (municipality_id, statement_id, number),
    FOREIGN KEY (municipality_id, statement_id) REFERENCES statement(municipality_id, id)
);

CREATE TABLE staff (
    municipality_id uuid NOT NULL,
    id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    password_hash text NOT NULL,
    second_factor_secret bytea,
    second_factor_step bigint DEFAULT 0 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone NOT NULL,
    must_change_password boolean DEFAULT false NOT NULL,
    removed_at timestamp with time zone,
    PRIMARY KEY (municipality_id, id),
    FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);
CREATE UNIQUE INDEX staff_email ON staff USING btree (municipality_id, email);

CREATE TABLE staff_session (
    municipality_id uuid NOT NULL,
    id bytea NOT NULL,
    staff_id uuid NOT NULL,
    state text NOT NULL,
    pending_secret bytea,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    PRIMARY KEY (municipality_id, id),
    FOREIGN KEY (municipality_id, staff_id) REFERENCES staff(municipality_id, id)
);
CREATE INDEX staff_session_expiry ON staff_session USING btree (expires_at);

CREATE TABLE statement (
    municipality_id uuid NOT NULL,
    id uuid NOT NULL,
    procedure_id uuid NOT NULL,
    round_id uuid NOT NULL,
    number bigint NOT NULL,
    submission_key bytea NOT NULL,
    code_hash bytea NOT NULL,
    state text NOT NULL,
    body text NOT NULL,
    body_sha256 bytea NOT NULL,
    language text NOT NULL,
    place_kind text NOT NULL,
    place_ref text NOT NULL,
    place_label text NOT NULL,
    lat double precision,
    lon double precision,
    inside boolean,
    seen_version bigint NOT NULL,
    channel text NOT NULL,
    reply_wish text NOT NULL,
    may_publish text NOT NULL,
    publication text DEFAULT 'undecided'::text NOT NULL,
    passages jsonb NOT NULL,
    public_body text,
    mailed boolean DEFAULT false NOT NULL,
    late boolean DEFAULT false NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    received_on date NOT NULL,
    written_on date,
    receipt_mailed_at timestamp with time zone,
    revision bigint DEFAULT 1 NOT NULL,
    search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, translate(lower(body COLLATE "und-x-icu"), './@:-_+~%&=?#<>'::text, '               '::text))) STORED,
    place_section text,
    place_withheld boolean DEFAULT false NOT NULL,
    hidden jsonb,
    publication_reason text,
    publication_remark text DEFAULT ''::text NOT NULL,
    PRIMARY KEY (municipality_id, id),
    FOREIGN KEY (municipality_id, procedure_id) REFERENCES procedure(municipality_id, id),
    FOREIGN KEY (municipality_id, round_id) REFERENCES procedure_round(municipality_id, id)
);
CREATE UNIQUE INDEX statement_code ON statement USING btree (municipality_id, code_hash);
CREATE UNIQUE INDEX statement_number ON statement USING btree (municipality_id, procedure_id, number);
CREATE INDEX statement_public ON statement USING btree (municipality_id, procedure_id, publication, number);
CREATE INDEX statement_search ON statement USING gin (search);
CREATE INDEX statement_state ON statement USING btree (municipality_id, procedure_id, state, number);
CREATE UNIQUE INDEX statement_submission ON statement USING btree (municipality_id, submission_key);

CREATE TABLE statement_attachment (
    municipality_id uuid NOT NULL,
    id uuid NOT NULL,
    statement_id uuid NOT NULL,
    position bigint NOT NULL,
    file text NOT NULL,
    file_name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    PRIMARY KEY (municipality_id, id),
    FOREIGN KEY (municipality_id, statement_id) REFERENCES statement(municipality_id, id)
);
CREATE INDEX statement_attachment_of ON statement_attachment USING btree (municipality_id, statement_id, "position");

CREATE TABLE statement_draft (
    municipality_id uuid NOT NULL,
    id bytea NOT NULL,
    procedure_id uuid NOT NULL,
    draft jsonb NOT NULL,
    statement_id uuid,
    changed_at timestamp with time zone NOT NULL,
    PRIMARY KEY (municipality_id, id),
    FOREIGN KEY (municipality_id, procedure_id) REFERENCES procedure(municipality_id, id)
);
CREATE INDEX statement_draft_age ON statement_draft USING btree (changed_at);

CREATE TABLE statement_person (
    municipality_id uuid NOT NULL,
    statement_id uuid NOT NULL,
    name text NOT NULL,
    organisation text NOT NULL,
    street text NOT NULL,
    postal_code text NOT NULL,
    city text NOT NULL,
    email text NOT NULL,
    PRIMARY KEY (municipality_id, statement_id),
    FOREIGN KEY (municipality_id, statement_id) REFERENCES statement(municipality_id, id)
);

CREATE TABLE statement_person_word (
    municipality_id uuid NOT NULL,
    procedure_id uuid NOT NULL,
    word text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    PRIMARY KEY (municipality_id, procedure_id, word, number),
    FOREIGN KEY (municipality_id, procedure_id) REFERENCES procedure(municipality_id, id)
);

CREATE TABLE video (
    municipality_id uuid NOT NULL,
    id uuid NOT NULL,
    place text NOT NULL,
    procedure_id uuid,
    procedure_title text DEFAULT ''::text NOT NULL,
    content jsonb NOT NULL,
    published boolean DEFAULT false NOT NULL,
    PRIMARY KEY (municipality_id, id),
    FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);
CREATE INDEX video_place ON video USING btree (municipality_id, place, id);
CREATE INDEX video_procedure ON video USING btree (municipality_id, procedure_id);

CREATE TABLE video_file (
    municipality_id uuid NOT NULL,
    file text NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    published boolean DEFAULT false NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    PRIMARY KEY (municipality_id, file),
    FOREIGN KEY (municipality_id) REFERENCES municipality(id)
);
