update municipality_page set status = '{"state": "tested", "by": "Prüfgruppe Süd: ä", "on": "2026-11-20", "source": {"markdown": "cbf29ce484222325"}}';
update barrier set plain = 'Manche Pläne kann niemand vorlesen.' where id = uuid(102);
