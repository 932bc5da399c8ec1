create table installation_setting (
    key text primary key not null,
    value text not null
);

create table municipality (
    id uuid primary key not null,
    slug text not null unique,
    host text unique,
    name text not null,
    ags text not null default '',
    time_zone text not null default 'Europe/Berlin',
    default_language text not null default 'de',
    area jsonb,
    contact jsonb not null,
    colours jsonb,
    arms text,
    sender text not null default '',
    created_at timestamptz not null
);

create table municipality_page (
    municipality_id uuid not null references municipality (id),
    kind text not null,
    language text not null,
    version bigint not null,
    markdown text not null,
    html text not null,
    changed_at timestamptz not null,
    primary key (municipality_id, kind, language, version)
);
