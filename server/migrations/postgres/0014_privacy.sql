-- What the clerk keeps from the public, and what hides an author's name once it is deleted: places in texts, no words.
alter table statement add column place_withheld boolean not null default false;
alter table statement add column hidden jsonb;
-- Names may have come since the deletion date: whether all is deleted is looked at once more.
update procedure set persons_deleted_at = null;
