update statement set place_withheld = true, hidden = '{"body": [[0, 2]], "reply": [], "remark": [], "place": [], "organisation": false, "files": 1}' where id = uuid(51);
