-- Whether the council decided differently from what was proposed, and nobody has written or confirmed the reply since.
alter table assessment add column reply_to_check boolean not null default false;
update assessment set reply_to_check = true
    where exists (select 1 from statement s where s.municipality_id = assessment.municipality_id and s.id = assessment.statement_id
        and s.state = 'decided')
    and ((points = 0 and decision_result <> proposal)
        or exists (select 1 from segment p where p.municipality_id = assessment.municipality_id
            and p.statement_id = assessment.statement_id and p.decision_result <> p.proposal));
