update plan set parts = '[{"key": "wa-1", "kind": "housing", "path": "M0 0h9v9z"}]', documents = '[{"key": "docs/grund.pdf"}]' where procedure_id = uuid(21);
