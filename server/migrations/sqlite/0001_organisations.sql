create table installation_setting (
    key text primary key not null,
    value text not null
) strict;

create table municipality (
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

create table municipality_page (
    municipality_id blob not null references municipality (id),
    kind text not null,
    language text not null,
    version integer not null,
    markdown text not null,
    html text not null,
    changed_at text not null,
    primary key (municipality_id, kind, language, version)
) strict;
