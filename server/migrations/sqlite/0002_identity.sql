create table staff (
    municipality_id blob not null references municipality (id),
    id blob not null,
    email text not null,
    name text not null,
    role text not null,
    password_hash text not null,
    second_factor_secret blob,
    second_factor_step integer not null default 0,
    active integer not null default 1 check (active in (0, 1)),
    created_at text not null,
    primary key (municipality_id, id)
) strict;
create unique index staff_email on staff (municipality_id, email);

create table staff_session (
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
create index staff_session_expiry on staff_session (expires_at);
