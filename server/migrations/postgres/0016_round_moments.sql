-- A round is open by its days and the municipality's clock: moments beside them went wrong with another time zone, and nobody
-- read them.
alter table procedure_round drop column opens_at;
alter table procedure_round drop column closes_at;
