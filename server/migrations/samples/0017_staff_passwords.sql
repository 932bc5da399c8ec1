update staff set must_change_password = true where id = uuid(11);
insert into staff (municipality_id, id, email, name, role, password_hash, active, created_at, removed_at)
    values (uuid(1), uuid(13), '00000000-0000-0000-0000-00000000000d', '', 'clerk', '', false, '2026-01-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z');
