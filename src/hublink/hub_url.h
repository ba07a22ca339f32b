// SPDX-License-Identifier: MIT
//
// The address of the hub as a person writes it. Pure.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace sangdam::hublink {

enum class PlainHttp { LoopbackOnly, Allowed };

struct HubUrl {
    std::string base; // "https://hub.example:8460", without a slash at the end.
    std::string host;
    bool secure = false;
    bool loopback = false;
};

// A host alone means https. Passwords and customers' names do not travel unencrypted: http:// is
// for this machine itself, unless the settings allow more. BadInput says what to write instead.
base::Result<HubUrl> parse_hub_url(std::string_view text, PlainHttp = PlainHttp::LoopbackOnly);

} // namespace sangdam::hublink
