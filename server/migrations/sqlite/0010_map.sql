-- The section that holds a statement's place, whichever way the place was chosen: for the public list's filter.
alter table statement add column place_section text;
update statement set place_section = place_ref where place_kind = 'section';
-- The address nearest to a point.
create index address_place on address (municipality_id, lat, lon);
