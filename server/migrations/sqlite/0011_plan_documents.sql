-- The areas as drawn, so that a merged section can be split again.
alter table plan add column parts text not null default '[]';
-- The documents as the plan named them, so that another import updates them.
alter table plan add column documents text not null default '[]';
