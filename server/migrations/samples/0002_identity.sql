insert into staff (municipality_id, id, email, name, role, password_hash, second_factor_secret, second_factor_step, active, created_at)
    values (uuid(1), uuid(11), 'erika@musterstadt.example', 'Erika Mustermann', 'clerk', '$argon2id$', bytes(0102), 7, true, '2026-01-01T00:00:00.000Z');
insert into staff (municipality_id, id, email, name, role, password_hash, active, created_at)
    values (uuid(2), uuid(12), 'erika@musterstadt.example', 'Erika Mustermann', 'administrator', '$argon2id$', false, '2026-01-01T00:00:00.000Z');
insert into staff_session (municipality_id, id, staff_id, state, pending_secret, created_at, expires_at)
    values (uuid(1), bytes(0a0b), uuid(11), 'signed_in', null, '2026-01-01T00:00:00.000Z', '2026-01-01T12:00:00.000Z');
