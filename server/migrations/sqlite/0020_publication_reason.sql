-- Why a comment is not published, or passages of it are redacted, as its author is told.
alter table statement add column publication_reason text;
alter table statement add column publication_remark text not null default '';
