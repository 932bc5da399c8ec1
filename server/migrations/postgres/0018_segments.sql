-- The points of a statement: each is a passage of its text, from its start to that of the next one.
create table segment (
    municipality_id uuid not null,
    statement_id uuid not null,
    number bigint not null,
    start_at bigint not null,
    label text not null,
    reply text not null,
    proposal bigint,
    decision_result bigint,
    primary key (municipality_id, statement_id, number),
    foreign key (municipality_id, statement_id) references statement (municipality_id, id)
);
-- How many points there are, and how many lack reply or proposal; kept with the points, for lists and moves.
alter table assessment add column points bigint not null default 0;
alter table assessment add column points_open bigint not null default 0;
