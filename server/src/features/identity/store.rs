//! Tables `staff`, `staff_session`.

use shared::{access::Role, identity::Staff, ids::StaffId, time::Timestamp};
use uuid::Uuid;

use super::sessions::SessionState;
use crate::{
    db::{At, Statements, Tx},
    error::{Error, Result},
    sql,
    viewer::Member,
};

/// An account with what only this feature may see.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) id: StaffId,
    pub(super) email: String,
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) password_hash: String,
    /// Whether somebody else chose the password.
    pub(super) must_change_password: bool,
    pub(super) second_factor_secret: Option<Vec<u8>>,
    pub(super) active: bool,
    pub(super) created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    id: Uuid,
    email: String,
    name: String,
    role: String,
    password_hash: String,
    must_change_password: bool,
    second_factor_secret: Option<Vec<u8>>,
    active: bool,
    created_at: At,
}

fn role(word: &str) -> Result<Role> {
    Role::from_word(word).ok_or_else(|| Error::internal(format!("unknown role {word}")))
}

impl AccountRow {
    fn read(self) -> Result<Account> {
        Ok(Account {
            id: StaffId(self.id),
            email: self.email,
            name: self.name,
            role: role(&self.role)?,
            password_hash: self.password_hash,
            must_change_password: self.must_change_password,
            second_factor_secret: self.second_factor_secret,
            active: self.active,
            created_at: self.created_at.0,
        })
    }
}

impl Account {
    /// As administrators see it.
    pub(super) fn shown(self) -> Staff {
        Staff {
            id: self.id,
            name: self.name,
            email: self.email,
            role: self.role,
            active: self.active,
            second_factor: self.second_factor_secret.is_some(),
            created_at: self.created_at,
        }
    }

    /// As a viewer.
    pub(super) fn member(&self) -> Member {
        Member {
            id: self.id,
            name: self.name.clone(),
            role: self.role,
        }
    }
}

/// A living session with its account.
#[derive(Debug)]
pub(super) struct SessionRow {
    pub(super) id: Vec<u8>,
    pub(super) state: SessionState,
    pub(super) pending_secret: Option<Vec<u8>>,
    pub(super) created_at: Timestamp,
    pub(super) expires_at: Timestamp,
    pub(super) email: String,
    pub(super) must_change_password: bool,
    pub(super) second_factor_secret: Option<Vec<u8>>,
    pub(super) member: Member,
}

#[derive(sqlx::FromRow)]
struct JoinedRow {
    state: String,
    pending_secret: Option<Vec<u8>>,
    created_at: At,
    expires_at: At,
    staff_id: Uuid,
    email: String,
    name: String,
    role: String,
    must_change_password: bool,
    second_factor_secret: Option<Vec<u8>>,
}

pub(super) async fn by_email(db: &mut impl Statements, email: &str) -> Result<Option<Account>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional AccountRow,
        "select id, email, name, role, password_hash, must_change_password, second_factor_secret, active, created_at \
         from staff where municipality_id = $1 and email = $2",
        municipality,
        email,
    )?;
    found.map(AccountRow::read).transpose()
}

/// An account, unless it was removed.
pub(super) async fn by_id(db: &mut impl Statements, id: StaffId) -> Result<Option<Account>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional AccountRow,
        "select id, email, name, role, password_hash, must_change_password, second_factor_secret, active, created_at \
         from staff where municipality_id = $1 and id = $2 and removed_at is null",
        municipality,
        id.0,
    )?;
    found.map(AccountRow::read).transpose()
}

/// All accounts but those that were removed.
pub(super) async fn all(db: &mut impl Statements) -> Result<Vec<Account>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        all AccountRow,
        "select id, email, name, role, password_hash, must_change_password, second_factor_secret, active, created_at \
         from staff where municipality_id = $1 and removed_at is null order by name, email",
        municipality,
    )?;
    found.into_iter().map(AccountRow::read).collect()
}

/// Whether the municipality has an active administrator.
///
/// # Errors
/// Whatever the database says.
pub async fn has_administrator(db: &mut impl Statements) -> Result<bool> {
    let municipality = db.municipality();
    let (count,) = sql!(
        db,
        one(i64,),
        "select cast(count(*) as bigint) from staff where municipality_id = $1 and role = 'administrator' and active",
        municipality,
    )?;
    Ok(count > 0)
}

/// Makes changes of accounts wait for each other: two administrators cannot demote one another at the same moment.
pub(super) async fn lock_accounts(tx: &mut Tx) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update staff set created_at = created_at where municipality_id = $1 and id = \
         (select id from staff where municipality_id = $1 order by created_at, id limit 1)",
        municipality,
    )?;
    Ok(())
}

/// Stores an account; `false` when the address is taken.
pub(super) async fn insert(tx: &mut Tx, account: &Account) -> Result<bool> {
    let municipality = tx.municipality();
    let added = sql!(
        tx,
        run,
        "insert into staff (municipality_id, id, email, name, role, password_hash, must_change_password, active, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (municipality_id, email) do nothing",
        municipality,
        account.id.0,
        &account.email,
        &account.name,
        account.role.word(),
        &account.password_hash,
        account.must_change_password,
        account.active,
        At::new(account.created_at),
    )?;
    Ok(added == 1)
}

pub(super) async fn set_role(tx: &mut Tx, id: StaffId, role: Role, active: bool) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update staff set role = $3, active = $4 where municipality_id = $1 and id = $2",
        municipality,
        id.0,
        role.word(),
        active,
    )?;
    Ok(())
}

/// Sets a password that somebody else chose.
pub(super) async fn set_password(tx: &mut Tx, id: StaffId, hash: &str) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update staff set password_hash = $3, must_change_password = true where municipality_id = $1 and id = $2",
        municipality,
        id.0,
        hash
    )?;
    Ok(())
}

/// Makes changes of an account wait until the transaction ends; `false` when it got another password, or may not sign in
/// any more, since its hash was read.
pub(super) async fn hold(tx: &mut Tx, id: StaffId, hash: &str) -> Result<bool> {
    let municipality = tx.municipality();
    let held = sql!(
        tx,
        run,
        "update staff set password_hash = password_hash \
         where municipality_id = $1 and id = $2 and password_hash = $3 and active",
        municipality,
        id.0,
        hash
    )?;
    Ok(held == 1)
}

/// Sets a password of one's own in place of the one that was compared; `false` when it is another one by now.
pub(super) async fn replace_password(tx: &mut Tx, id: StaffId, old: &str, hash: &str) -> Result<bool> {
    let municipality = tx.municipality();
    let set = sql!(
        tx,
        run,
        "update staff set password_hash = $4, must_change_password = false \
         where municipality_id = $1 and id = $2 and password_hash = $3",
        municipality,
        id.0,
        old,
        hash
    )?;
    Ok(set == 1)
}

pub(super) async fn forget_second_factor(tx: &mut Tx, id: StaffId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update staff set second_factor_secret = null where municipality_id = $1 and id = $2",
        municipality,
        id.0
    )?;
    Ok(())
}

/// Deletes what says whose account it was; the id stays for the record. The address has to differ from every other one.
pub(super) async fn remove(tx: &mut Tx, id: StaffId, at: Timestamp) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update staff set email = $3, name = '', password_hash = '', second_factor_secret = null, removed_at = $4 \
         where municipality_id = $1 and id = $2",
        municipality,
        id.0,
        id.to_string(),
        At::new(at),
    )?;
    Ok(())
}

/// Sets the second factor of an account that has none; `false` when it got one in between.
pub(super) async fn set_second_factor(tx: &mut Tx, id: StaffId, sealed: &[u8], step: i64) -> Result<bool> {
    let municipality = tx.municipality();
    let set = sql!(
        tx,
        run,
        "update staff set second_factor_secret = $3, second_factor_step = $4 \
         where municipality_id = $1 and id = $2 and second_factor_secret is null",
        municipality,
        id.0,
        sealed,
        step,
    )?;
    Ok(set == 1)
}

/// Uses a step of the second factor up; `false` when it, or a later one, was used before.
pub(super) async fn take_step(tx: &mut Tx, id: StaffId, step: i64) -> Result<bool> {
    let municipality = tx.municipality();
    let taken = sql!(
        tx,
        run,
        "update staff set second_factor_step = $3 where municipality_id = $1 and id = $2 and second_factor_step < $3",
        municipality,
        id.0,
        step,
    )?;
    Ok(taken == 1)
}

pub(super) async fn session(
    db: &mut impl Statements,
    id: &[u8],
    now: Timestamp,
) -> Result<Option<SessionRow>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional JoinedRow,
        "select session.state, session.pending_secret, session.created_at, session.expires_at, session.staff_id, \
         staff.email, staff.name, staff.role, staff.must_change_password, staff.second_factor_secret \
         from staff_session session \
         join staff on staff.municipality_id = session.municipality_id and staff.id = session.staff_id \
         where session.municipality_id = $1 and session.id = $2 and session.expires_at > $3 and staff.active",
        municipality,
        id,
        At::new(now),
    )?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(SessionRow {
        id: id.to_vec(),
        state: SessionState::from_word(&row.state)
            .ok_or_else(|| Error::internal(format!("unknown state {}", row.state)))?,
        pending_secret: row.pending_secret,
        created_at: row.created_at.0,
        expires_at: row.expires_at.0,
        email: row.email,
        must_change_password: row.must_change_password,
        second_factor_secret: row.second_factor_secret,
        member: Member {
            id: StaffId(row.staff_id),
            name: row.name,
            role: role(&row.role)?,
        },
    }))
}

/// A session without its account.
#[derive(Debug)]
pub(super) struct SessionOf {
    pub(super) id: Vec<u8>,
    pub(super) created_at: Timestamp,
    pub(super) expires_at: Timestamp,
}

/// The living, complete sessions of an account, newest first.
pub(super) async fn sessions_of(
    db: &mut impl Statements,
    account: StaffId,
    now: Timestamp,
) -> Result<Vec<SessionOf>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all(Vec<u8>, At, At),
        "select id, created_at, expires_at from staff_session \
         where municipality_id = $1 and staff_id = $2 and state = 'signed_in' and expires_at > $3 \
         order by created_at desc, id",
        municipality,
        account.0,
        At::new(now),
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, created_at, expires_at)| SessionOf {
            id,
            created_at: created_at.0,
            expires_at: expires_at.0,
        })
        .collect())
}

pub(super) async fn insert_session(
    tx: &mut Tx,
    id: &[u8],
    account: StaffId,
    state: &str,
    pending: Option<&[u8]>,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into staff_session (municipality_id, id, staff_id, state, pending_secret, created_at, expires_at) \
         values ($1, $2, $3, $4, $5, $6, $7)",
        municipality,
        id,
        account.0,
        state,
        pending,
        At::new(now),
        At::new(expires_at),
    )?;
    Ok(())
}

pub(super) async fn move_end(tx: &mut Tx, id: &[u8], expires_at: Timestamp) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update staff_session set expires_at = $3 where municipality_id = $1 and id = $2",
        municipality,
        id,
        At::new(expires_at),
    )?;
    Ok(())
}

/// Ends a session; answers whose it was.
pub(super) async fn end_session(tx: &mut Tx, id: &[u8]) -> Result<Option<StaffId>> {
    let municipality = tx.municipality();
    let ended = sql!(
        tx,
        optional(Uuid,),
        "delete from staff_session where municipality_id = $1 and id = $2 returning staff_id",
        municipality,
        id,
    )?;
    Ok(ended.map(|(id,)| StaffId(id)))
}

pub(super) async fn end_sessions_of(tx: &mut Tx, account: StaffId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from staff_session where municipality_id = $1 and staff_id = $2",
        municipality,
        account.0
    )?;
    Ok(())
}

/// Ends the sessions in which a second factor was being set up.
pub(super) async fn end_set_ups_of(tx: &mut Tx, account: StaffId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from staff_session where municipality_id = $1 and staff_id = $2 and state = $3",
        municipality,
        account.0,
        SessionState::SetUp.word(),
    )?;
    Ok(())
}

pub(super) async fn end_expired(tx: &mut Tx, now: Timestamp) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from staff_session where municipality_id = $1 and expires_at <= $2",
        municipality,
        At::new(now)
    )?;
    Ok(())
}
