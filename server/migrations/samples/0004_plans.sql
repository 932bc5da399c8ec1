insert into plan (municipality_id, procedure_id, source_file, source_name, srs, labelled_srs, boundary, sections, candidates, imported_at)
    values (uuid(1), uuid(21), 'cc', 'plan.gml', 25832, 25832, '{}', '[]', '[]', '2026-01-02T00:00:00.000Z');
insert into address (municipality_id, id, street, street_key, house_number, postal_code, city, lat, lon)
    values (uuid(1), uuid(41), 'Hafenstraße', 'hafenstr', '12a', '12345', 'Musterstadt', 53.5, 9.5);
