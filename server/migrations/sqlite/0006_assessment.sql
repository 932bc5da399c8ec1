create table assessment (
    municipality_id blob not null,
    statement_id blob not null,
    note text not null,
    reply text not null,
    proposal integer,
    decision_committee text,
    decision_on text,
    decision_result integer,
    decision_remark text not null default '',
    primary key (municipality_id, statement_id),
    foreign key (municipality_id, statement_id) references statement (municipality_id, id)
) strict;

create table assessment_topic (
    municipality_id blob not null,
    statement_id blob not null,
    topic text not null,
    primary key (municipality_id, statement_id, topic),
    foreign key (municipality_id, statement_id) references statement (municipality_id, id)
) strict;
create index assessment_topic_of on assessment_topic (municipality_id, topic, statement_id);
