create table assessment (
    municipality_id uuid not null,
    statement_id uuid not null,
    note text not null,
    reply text not null,
    proposal bigint,
    decision_committee text,
    decision_on date,
    decision_result bigint,
    decision_remark text not null default '',
    primary key (municipality_id, statement_id),
    foreign key (municipality_id, statement_id) references statement (municipality_id, id)
);

create table assessment_topic (
    municipality_id uuid not null,
    statement_id uuid not null,
    topic text not null,
    primary key (municipality_id, statement_id, topic),
    foreign key (municipality_id, statement_id) references statement (municipality_id, id)
);
create index assessment_topic_of on assessment_topic (municipality_id, topic, statement_id);
