// SPDX-License-Identifier: MIT
//
// The part of the command line that looks after the records as a whole. Values only.
#pragma once

#include <string>
#include <variant>

namespace sangdam::hubd {

struct BackUp {
    std::string file;
};
struct Restore {
    std::string file;
    bool overwrite = false;
};
struct Verify {
    std::string file; // A backup; empty: the database itself.
};
struct RotateKeys {};
struct VerifyAccessLog {};
struct ShowRetention {};
struct SetRetention { // Days; zero: as it is.
    int calls = 0;
    int customers = 0;
    int access_log = 0;
};
struct RunRetention {};

using CareOrder = std::variant<BackUp, Restore, Verify, RotateKeys, VerifyAccessLog, ShowRetention,
                               SetRetention, RunRetention>;

} // namespace sangdam::hubd
