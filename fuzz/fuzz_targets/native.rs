#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::format::native::{read, write};
use postil::session::Session;

fuzz_target!(|json: &str| {
    let Ok(session) = read(json) else { return };
    let replayed = Session::replay(session.opened(), session.log().to_vec()).expect("what was read replays");
    assert!(replayed.annotations().eq(session.annotations()));
    let again = read(&write(&session).text).expect("what was written is read");
    assert!(again.annotations().eq(session.annotations()) && again.relations().eq(session.relations()));
});
