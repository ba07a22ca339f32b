// SPDX-License-Identifier: MIT
//
// A private PostgreSQL server for tests that are not in C++: prints its url, ends with its standard
// input. Code 77 when PostgreSQL is not installed.
//
//   private_postgres [--durable]

#include "rig/postgres/private_postgres.h"

#include <cstdio>
#include <string_view>

int main(int argc, char** argv) {
    using namespace sangdam;
    const bool durable = argc > 1 && std::string_view(argv[1]) == "--durable";
    const auto server =
        rig::PrivatePostgres::start(durable ? rig::OnDisk::Durable : rig::OnDisk::Forgetful);
    if (!server) {
        std::fprintf(stderr, "%s\n", server.error().what.c_str());
        return server.error().code == base::Errc::NotFound ? 77 : 1;
    }
    std::puts((*server)->url().reveal().c_str());
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    return 0;
}
