// SPDX-License-Identifier: MIT
//
// A real PostgreSQL server for tests and benches: in a folder of its own, on a socket of its own,
// never as root, gone with whoever started it. One per program; a test takes a schema of its own.
// Thread: one.
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <filesystem>
#include <memory>
#include <string>
#include <sys/types.h>

namespace sangdam::rig {

enum class OnDisk {
    Forgetful,
    Durable
}; // Forgetful: no fsync, for tests that count on no power cut.

class PrivatePostgres {
public:
    // NotFound: PostgreSQL is not installed. The server answers when this returns.
    static base::Result<std::unique_ptr<PrivatePostgres>> start(OnDisk = OnDisk::Forgetful);
    ~PrivatePostgres(); // Ends the server and takes its folder away.
    PrivatePostgres(const PrivatePostgres&) = delete;
    PrivatePostgres& operator=(const PrivatePostgres&) = delete;

    base::Secret url(const std::string& schema = {}) const; // Of the schema, or of none in special.
    base::Status make_schema(const std::string& name);      // Good too when it is there already.
    const std::filesystem::path& data() const { return data_; }

    void end_now();     // As a crash does; connections break.
    base::Status run(); // Again, after end_now().

private:
    PrivatePostgres(std::filesystem::path folder, std::filesystem::path programs, OnDisk);
    base::Status prepare();

    const std::filesystem::path folder_;
    const std::filesystem::path programs_;
    const std::filesystem::path data_;
    const OnDisk on_disk_;
    pid_t server_ = -1;
};

// The server of this test program, started when first asked for; null when PostgreSQL is not
// installed. Any other trouble ends the program with a sentence.
PrivatePostgres* the_postgres();

} // namespace sangdam::rig
