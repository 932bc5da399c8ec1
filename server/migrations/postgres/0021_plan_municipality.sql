-- The municipality that the plan's file names, for whoever took the file of another one.
alter table plan add column municipality text not null default '';
