// SPDX-License-Identifier: MIT
//
// What `sangdamcall ctl` and a second start say to the running desk, and its answer: one line of
// JSON each way over the local channel. Pure; never throws on any input.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace sangdam::shell {

struct CtlRequest {
    std::string verb;
    std::vector<std::string> arguments;
    bool json = false;

    friend bool operator==(const CtlRequest&, const CtlRequest&) = default;
};

struct CtlAnswer {
    bool ok = true;
    std::string text; // For stdout when ok, for stderr when not.

    friend bool operator==(const CtlAnswer&, const CtlAnswer&) = default;
};

std::string to_line(const CtlRequest&);
std::string to_line(const CtlAnswer&);
base::Result<CtlRequest> parse_request(std::string_view line);
base::Result<CtlAnswer> parse_answer(std::string_view line);

} // namespace sangdam::shell
