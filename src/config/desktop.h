// SPDX-License-Identifier: MIT
//
// Settings of the agent's desktop: `sangdamcall --config FILE`. Plain values; what is not in the
// file keeps the value written here. Any thread.
//
//   [hub]      url = "https://hub.example"  login = "minsu"  password_file = "hub.pw"
//   [ui]       language = "ko"
//   [sip]      registrar = "sip:pbx.example:5060"  user = "201"  password_env = "SIP_PASSWORD"
//              transport = "udp|tcp|tls"  bind = "0.0.0.0"  port = 0
//              ca_file = ""  proxy = ""  srtp = "off|preferred|mandatory"  display = ""
//              pickup_code = "*8"  answer_token = ""  watch_messages = false
//   [sip-2]    more accounts, up to [sip-4]: the same keys but bind, port and ca_file
//   [sound]    enabled = true  microphone = ""  speaker = ""
//   [handset]  enabled = true
//   [keys]     global = true      F9 talk, F10 mute, F11 hold, also in front of other programs
//   [log]      level = "info"  file = ""
//   [data]     dir = ""
#pragma once

#include "base/result.h"
#include "config/log_settings.h"
#include "config/password.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::config {

enum class Language { Korean, English };
enum class SipTransport { Udp, Tcp, Tls };
enum class SipEncryption { Off, Preferred, Mandatory }; // Of the sound (SRTP).

// A phone without a hub, or beside it: replaces the account that the hub would hand out.
struct SipAccountSettings {
    std::string registrar; // sip: URI
    std::string user;
    PasswordSource password;
    SipTransport transport = SipTransport::Udp;
    std::string bind = "0.0.0.0";
    std::uint16_t port = 0; // 0: any free one.
    std::string ca_file;    // PEM; empty: the public roots of this machine.
    std::string proxy;      // Outbound proxy, a sip: URI; empty: none.
    std::string display;
    SipEncryption srtp = SipEncryption::Off;
    std::string pickup_code;  // Dialled before an extension that rings.
    std::string answer_token; // An INVITE that carries it is answered without the agent.
    bool watch_messages = false;
};

struct DesktopSettings {
    std::string hub_url; // Empty: no hub.
    std::string login;
    PasswordSource password; // Without one, the sign-in window asks.
    Language language = Language::Korean;
    std::optional<SipAccountSettings> sip;
    std::vector<SipAccountSettings> more_sip; // [sip-2] …
    bool sound_enabled = true;
    std::string microphone; // Name or a part of it; empty: the system's choice.
    std::string speaker;
    bool handset_enabled = true;
    bool global_keys = true; // Taken from other programs only while there is a call.
    LogSettings log;
    std::string data_dir; // Empty: the user's own (os::data_dir).
};

// Every mistake in one message, a line for each: "agent.toml:4: hub.urll: not known here; known
// are: url, login, …". `file` is for the message only; paths stay as written.
base::Result<DesktopSettings> parse_desktop(std::string_view text, const std::string& file);

// Reads the file; relative paths in it count from its own folder. NotFound, BadInput.
base::Result<DesktopSettings> load_desktop(const std::string& path);

} // namespace sangdam::config
