-- Passwords that somebody else chose hold until the next sign-in. Those of today stay: nobody knows who chose them.
alter table staff add column must_change_password boolean not null default false;
-- Accounts whose name and address were deleted: the row keeps the id that the record names.
alter table staff add column removed_at timestamptz;
