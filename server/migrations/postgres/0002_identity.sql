create table staff (
    municipality_id uuid not null references municipality (id),
    id uuid not null,
    email text not null,
    name text not null,
    role text not null,
    password_hash text not null,
    second_factor_secret bytea,
    second_factor_step bigint not null default 0,
    active boolean not null default true,
    created_at timestamptz not null,
    primary key (municipality_id, id)
);
create unique index staff_email on staff (municipality_id, email);

create table staff_session (
    municipality_id uuid not null,
    id bytea not null,
    staff_id uuid not null,
    state text not null,
    pending_secret bytea,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (municipality_id, id),
    foreign key (municipality_id, staff_id) references staff (municipality_id, id)
);
create index staff_session_expiry on staff_session (expires_at);
