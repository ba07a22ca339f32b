// SPDX-License-Identifier: MIT

#include "store/postgres/postgres_trouble.h"

namespace sangdam::store {
namespace {

using base::Errc;
using base::Error;

struct Known {
    std::string_view state; // A whole SQLSTATE, or its class of two characters.
    Errc code;
    std::string_view what; // Empty: the server's own words.
};

// The first that fits counts.
constexpr Known kKnown[] = {
    {"23", Errc::Conflict, ""}, // A constraint.
    {"22021", Errc::BadInput, "a text holds characters that the database cannot keep"},
    {"54000", Errc::BadInput, "a value is too large for the database"},
    {"53100", Errc::Unavailable, "the disk of the database server is full; make room on it"},
    {"53200", Errc::Unavailable, "the database server is out of memory"},
    {"53300", Errc::Unavailable,
     "the database server takes no more connections; raise max_connections or close some"},
    {"53", Errc::Unavailable, ""},
    {"55P03", Errc::Unavailable,
     "the database is in use by another hub or program for too long; it goes on by itself"},
    {"57014", Errc::Unavailable, "the database took too long to answer; look after its server"},
    {"40", Errc::Unavailable, "another program changed the same records; try again"},
    {"25006", Errc::Unavailable,
     "the database server is a read-only standby; point the url at the primary"},
    {"57P03", Errc::Unavailable, "the database server is starting or stopping; wait a moment"},
    {"57P", Errc::Unavailable, "the database server was stopped; start it again"},
    {"25P03", Errc::Unavailable, "this program slept while it was writing; it goes on by itself"},
    {"08", Errc::Unavailable, "the connection to the database was lost"},
    {"58", Errc::Unavailable, ""}, // Input or output of the server's own disk.
    {"XX001", Errc::Unavailable, "the database is damaged; restore it from a backup"},
    {"XX002", Errc::Unavailable, "an index of the database is damaged; run REINDEX on it"},
    {"28", Errc::Refused,
     "the database server refuses this user or password; see the url and its pg_hba.conf"},
    {"3D000", Errc::Unavailable, "the database server has no such database; create it first"},
    {"3F000", Errc::Unavailable, "the database has no such schema; create it first"},
    {"42501", Errc::Unavailable, "the user of the url may not do this in the database; grant it"},
};

} // namespace

Error postgres_trouble(std::string_view sqlstate, const std::string& message) {
    for (const auto& known : kKnown) {
        if (!sqlstate.starts_with(known.state)) continue;
        std::string what(known.what);
        if (known.code == Errc::Conflict) return {known.code, message};
        if (what.empty()) return {known.code, "the database server is in trouble: " + message};
        return {known.code, what + " (" + message + ')'};
    }
    return {Errc::Internal, "database: " + message};
}

} // namespace sangdam::store
