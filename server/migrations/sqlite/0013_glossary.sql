-- What a municipality wrote and agreed about a word of the glossary; a word without row is as the program brings it along.
-- An empty explanation is the program's. A row stays when everything is as before, so that its revision is not used twice.
create table glossary_term (
    municipality_id blob not null references municipality (id),
    term text not null,
    explanation text not null,
    approved_by text not null default '',
    approved_on text,
    entered_by blob,
    entered_at text not null,
    revision integer not null,
    primary key (municipality_id, term)
) strict;
