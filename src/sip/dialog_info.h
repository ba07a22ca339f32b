// SPDX-License-Identifier: MIT
//
// What a PBX notifies about a telephone (RFC 4235, application/dialog-info+xml) and a mailbox
// (RFC 3842, simple-message-summary), as values and their readers. Pure; any thread. The bytes come
// from the network: bounded, never throws, and what cannot be read is not there.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::sip {

inline constexpr std::size_t kMaxWatchedDialogs = 32; // Of one telephone.

struct WatchedDialog {
    enum class State { Trying, Early, Confirmed };
    std::string id;
    State state = State::Early;
    bool incoming = true; // direction="recipient"
    // What an INVITE that takes it over must name (Replaces). Many PBXs do not say.
    std::string call_id;
    std::string local_tag;
    std::string remote_tag;
    std::string remote_user; // Who calls, or is called.
    std::string remote_display;
    std::string local_target; // Where that INVITE goes; may be empty.

    friend bool operator==(const WatchedDialog&, const WatchedDialog&) = default;
};

struct DialogInfo {
    std::string entity;                 // "sip:202@pbx.example"
    std::vector<WatchedDialog> dialogs; // Those that live.
    bool full = true;
    std::vector<std::string> gone; // Ids of terminated ones, for a partial document.
};
std::optional<DialogInfo> parse_dialog_info(std::string_view xml);
// The list as it is after a partial or full document (RFC 4235 §3.7.1).
std::vector<WatchedDialog> merged(std::vector<WatchedDialog> before, const DialogInfo&);

struct MessageSummary {
    bool waiting = false;
    int fresh = 0;
    int old = 0;
    friend bool operator==(const MessageSummary&, const MessageSummary&) = default;
};
std::optional<MessageSummary> parse_message_summary(std::string_view text);

} // namespace sangdam::sip
