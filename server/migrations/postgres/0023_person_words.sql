-- The words of the authors' names and organisations by the number of the statement: what a search of those who see persons
-- looks up by their beginnings. Small letters without marks, umlauts both written out and without their dots, as
-- statements/spelling.rs has them. They go when the names go.
create table statement_person_word (
    municipality_id uuid not null,
    procedure_id uuid not null,
    word text collate "C" not null,
    number bigint not null,
    primary key (municipality_id, procedure_id, word, number),
    foreign key (municipality_id, procedure_id) references procedure (municipality_id, id)
);
-- Capitals beyond ASCII and marks are known here letter by letter, on both databases alike; behind them stand signs, which
-- part words.
insert into statement_person_word (municipality_id, procedure_id, word, number)
    select distinct s.municipality_id, s.procedure_id, word, s.number
    from statement_person p join statement s on s.municipality_id = p.municipality_id and s.id = p.statement_id
    cross join lateral (select
            'ÄÖÜØÆŒÞẞ' ||
            'ÀÁÂÃÅÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÙÚÛÝàáâãåçèéêëìíîïðñòóôõùúûýÿ' ||
            'ĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĴĵĶķĹĺĻļĽľ' ||
            'ŁłŃńŅņŇňŊŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžſȘșȚț' ||
            'ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏ' ||
            'ỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ' ||
            '-‐‑–—/.,;:&+()"„“”‚‘»«›‹''’`´*!?@#%=<>[]{}|~^_\' || chr(9) || chr(160),
            'äöüøæœþß' ||
            'aaaaaceeeeiiiidnoooouuuyaaaaaceeeeiiiidnoooouuuyy' ||
            'aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiijjkkllllll' ||
            'llnnnnnnŋoooooorrrrrrssssssssttttŧuuuuuuuuuuuuwwyyyzzzzzzssstt' ||
            'aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooo' ||
            'oooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy'
    ) as letters (marked, bare)
    cross join lateral (select
        lower(translate(p.name || ' ' || p.organisation, marked, rpad(bare, length(marked))) collate "C")
    ) as plain (words)
    cross join lateral (select
        replace(replace(replace(replace(plain.words, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
    ) as whole (words)
    cross join lateral (values
        (replace(replace(replace(replace(whole.words, 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ø', 'oe')),
        (translate(whole.words, 'äöüø', 'aouo'))
    ) as spelled (words)
    cross join lateral string_to_table(spelled.words, ' ') as word
    where word <> '';
