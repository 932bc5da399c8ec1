-- The words of the authors' names and organisations by the number of the statement: what a search of those who see persons
-- looks up by their beginnings. Small letters without marks, umlauts both written out and without their dots, as
-- statements/spelling.rs has them. They go when the names go.
create table statement_person_word (
    municipality_id blob not null,
    procedure_id blob not null,
    word text not null,
    number integer not null,
    primary key (municipality_id, procedure_id, word, number),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
) strict, without rowid;
-- Capitals beyond ASCII and marks are known here letter by letter, on both databases alike; behind them stand signs, which
-- part words.
with recursive
    letters (marked, bare) as (select
        'ÄÖÜØÆŒÞẞ' ||
        'ÀÁÂÃÅÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÙÚÛÝàáâãåçèéêëìíîïðñòóôõùúûýÿ' ||
        'ĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĴĵĶķĹĺĻļĽľ' ||
        'ŁłŃńŅņŇňŊŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžſȘșȚț' ||
        'ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏ' ||
        'ỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ' ||
        '-‐‑–—/.,;:&+()"„“”‚‘»«›‹''’`´*!?@#%=<>[]{}|~^_\' || char(9, 160),
        'äöüøæœþß' ||
        'aaaaaceeeeiiiidnoooouuuyaaaaaceeeeiiiidnoooouuuyy' ||
        'aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiijjkkllllll' ||
        'llnnnnnnŋoooooorrrrrrssssssssttttŧuuuuuuuuuuuuwwyyyzzzzzzssstt' ||
        'aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooo' ||
        'oooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy'
    ),
    plain (municipality_id, procedure_id, number, words, rest) as (
        select s.municipality_id, s.procedure_id, s.number, '', lower(p.name || ' ' || p.organisation)
        from statement_person p join statement s on s.municipality_id = p.municipality_id and s.id = p.statement_id
        union all
        select municipality_id, procedure_id, number,
            words || case instr(marked, substr(rest, 1, 1)) when 0 then substr(rest, 1, 1)
                else coalesce(nullif(substr(bare, instr(marked, substr(rest, 1, 1)), 1), ''), ' ') end,
            substr(rest, 2)
        from plain cross join letters where rest <> ''
    ),
    whole as (
        select municipality_id, procedure_id, number,
            replace(replace(replace(replace(words, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') || ' ' as words
        from plain where rest = ''
    ),
    spelled as (
        select municipality_id, procedure_id, number,
            replace(replace(replace(replace(words, 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ø', 'oe') as words from whole
        union all
        select municipality_id, procedure_id, number,
            replace(replace(replace(replace(words, 'ä', 'a'), 'ö', 'o'), 'ü', 'u'), 'ø', 'o') from whole
    ),
    piece (municipality_id, procedure_id, number, word, rest) as (
        select municipality_id, procedure_id, number, '', words from spelled
        union all
        select municipality_id, procedure_id, number, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1)
        from piece where rest <> ''
    )
insert into statement_person_word (municipality_id, procedure_id, word, number)
    select distinct municipality_id, procedure_id, word, number from piece where word <> '';
