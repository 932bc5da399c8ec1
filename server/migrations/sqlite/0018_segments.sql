-- The points of a statement: each is a passage of its text, from its start to that of the next one.
create table segment (
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
-- How many points there are, and how many lack reply or proposal; kept with the points, for lists and moves.
alter table assessment add column points integer not null default 0;
alter table assessment add column points_open integer not null default 0;
