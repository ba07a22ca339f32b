// SPDX-License-Identifier: MIT
//
// What names a dialog (RFC 3261 §12), as values: for a REFER into it and for an INVITE that takes
// its place. Pure; any thread.
#pragma once

#include <string>

namespace sangdam::sip {

struct DialogIds {
    std::string call_id;
    std::string local_tag;
    std::string remote_tag;
    std::string remote_target; // Contact of the far end.

    bool known() const {
        return !call_id.empty() && !local_tag.empty() && !remote_tag.empty() &&
               !remote_target.empty();
    }
    friend bool operator==(const DialogIds&, const DialogIds&) = default;
};

// The value of a Replaces header that names this dialog as its far end knows it (RFC 3891 §6.1: the
// far end's own tag is to-tag).
std::string replaces_of(const DialogIds&);
// "sip:bob@192.0.2.4?Replaces=…": where to send an INVITE that takes our place (RFC 3891 §4).
std::string refer_to_with_replaces(const DialogIds&);

} // namespace sangdam::sip
