create table accessibility_setting (
    municipality_id uuid primary key not null references municipality (id),
    settings jsonb not null,
    reports bigint not null default 0,
    changed_at timestamptz not null
);

create table barrier_report (
    municipality_id uuid not null references municipality (id),
    id uuid not null,
    number bigint not null,
    state text not null,
    problem text not null,
    page text not null,
    language text not null,
    digest bytea not null,
    received_at timestamptz not null,
    answer text not null default '',
    answered_at timestamptz,
    settled_at timestamptz,
    told_at timestamptz,
    answer_mailed_at timestamptz,
    primary key (municipality_id, id)
);
create unique index barrier_report_number on barrier_report (municipality_id, number);
create index barrier_report_state on barrier_report (municipality_id, state, number);
create index barrier_report_digest on barrier_report (municipality_id, digest);

create table barrier_report_contact (
    municipality_id uuid not null,
    report_id uuid not null,
    email text not null,
    phone text not null,
    primary key (municipality_id, report_id),
    foreign key (municipality_id, report_id) references barrier_report (municipality_id, id)
);

create table barrier (
    municipality_id uuid not null references municipality (id),
    id uuid not null,
    what text not null,
    reason text not null,
    alternative text not null,
    since date not null,
    planned date,
    report_number bigint,
    primary key (municipality_id, id)
);

create table video_file (
    municipality_id uuid not null references municipality (id),
    file text not null,
    name text not null,
    media_type text not null,
    size bigint not null,
    published boolean not null default false,
    uploaded_at timestamptz not null,
    primary key (municipality_id, file)
);

create table video (
    municipality_id uuid not null references municipality (id),
    id uuid not null,
    place text not null,
    procedure_id uuid,
    procedure_title text not null default '',
    content jsonb not null,
    published boolean not null default false,
    primary key (municipality_id, id)
);
create index video_place on video (municipality_id, place, id);
create index video_procedure on video (municipality_id, procedure_id);
