//! Product behaviour, through the typed API.
