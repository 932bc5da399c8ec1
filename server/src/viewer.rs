//! Who is asking, and from where.

use std::net::IpAddr;

use shared::{
    access::{Action, Role},
    api::ApiError,
    ids::StaffId,
};

/// Who is asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// Somebody without account.
    Visitor,
    /// A member of staff.
    Staff(Member),
    /// The system itself: jobs and commands of the operator.
    System,
}

/// A signed-in member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub id: StaffId,
    /// The name as shown.
    pub name: String,
    /// The role.
    pub role: Role,
}

impl Viewer {
    /// Lets those go on who may do this: roles by the matrix, and the operator's own commands.
    ///
    /// # Errors
    /// Sign-in required for visitors, forbidden for roles that may not.
    pub fn may(&self, action: Action) -> Result<(), ApiError> {
        match self {
            Self::System => Ok(()),
            Self::Staff(member) if member.role.may(action) => Ok(()),
            Self::Staff(_) => Err(ApiError::Forbidden),
            Self::Visitor => Err(ApiError::SignInRequired),
        }
    }

    /// Whether the viewer may do this.
    pub fn can(&self, action: Action) -> bool {
        self.may(action).is_ok()
    }

    /// The account, for the record.
    pub const fn staff_id(&self) -> Option<StaffId> {
        match self {
            Self::Staff(member) => Some(member.id),
            Self::Visitor | Self::System => None,
        }
    }
}

/// The part of an address that limits count by: a whole IPv4 address, the first 64 bits of an IPv6 address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClientPrefix(pub String);

impl ClientPrefix {
    /// The prefix of an address.
    pub fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(v4) => v4.to_string(),
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_household_counts_as_one() {
        let prefix = |text: &str| ClientPrefix::of(text.parse().unwrap()).0;
        assert_eq!(prefix("2001:db8:1:2::1"), prefix("2001:db8:1:2:ffff::9"));
        assert_eq!(prefix("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
