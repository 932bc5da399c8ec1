update statement set publication_reason = 'other', publication_remark = 'Ihr Text nennt den Namen eines Kindes. Größe: ä' where id = uuid(51);
