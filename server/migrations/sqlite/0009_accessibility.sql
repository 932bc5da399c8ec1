create table accessibility_setting (
    municipality_id blob primary key not null references municipality (id),
    settings text not null,
    reports integer not null default 0,
    changed_at text not null
) strict;

create table barrier_report (
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
create unique index barrier_report_number on barrier_report (municipality_id, number);
create index barrier_report_state on barrier_report (municipality_id, state, number);
create index barrier_report_digest on barrier_report (municipality_id, digest);

create table barrier_report_contact (
    municipality_id blob not null,
    report_id blob not null,
    email text not null,
    phone text not null,
    primary key (municipality_id, report_id),
    foreign key (municipality_id, report_id) references barrier_report (municipality_id, id)
) strict;

create table barrier (
    municipality_id blob not null references municipality (id),
    id blob not null,
    what text not null,
    reason text not null,
    alternative text not null,
    since text not null,
    planned text,
    report_number integer,
    primary key (municipality_id, id)
) strict;

create table video_file (
    municipality_id blob not null references municipality (id),
    file text not null,
    name text not null,
    media_type text not null,
    size integer not null,
    published integer not null default 0 check (published in (0, 1)),
    uploaded_at text not null,
    primary key (municipality_id, file)
) strict;

create table video (
    municipality_id blob not null references municipality (id),
    id blob not null,
    place text not null,
    procedure_id blob,
    procedure_title text not null default '',
    content text not null,
    published integer not null default 0 check (published in (0, 1)),
    primary key (municipality_id, id)
) strict;
create index video_place on video (municipality_id, place, id);
create index video_procedure on video (municipality_id, procedure_id);
