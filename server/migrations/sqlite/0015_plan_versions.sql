-- Which plan of the file it is, so that the file can be read again in another coordinate system.
alter table plan add column plan_key text not null default '';
-- The GeoJSON file that the sections come from, where the plan's own file has none.
alter table plan add column areas_file text not null default '';
alter table plan add column areas_name text not null default '';
-- Sections that have left the plan, so that they come back as they were.
alter table plan add column departed text not null default '[]';
-- The plan as it was published: residents choose places in it, whatever was imported since.
alter table plan add column published_boundary text;
alter table plan add column published_sections text;
update plan set published_boundary = boundary, published_sections = sections where exists (select 1 from procedure where procedure.municipality_id = plan.municipality_id and procedure.id = plan.procedure_id and procedure.published_version is not null);
