-- How far the text of a fixed page is in its language, who says so, and which German text it was made from.
alter table municipality_page add column status jsonb not null default '{}';
-- What does not work, in easy language, a line a sentence; empty where nobody wrote it.
alter table barrier add column plain text not null default '';
