// SPDX-License-Identifier: MIT
//
// Settings of the centre: `sangdam-hub --config FILE`. Plain values; what is not in the file keeps
// the value written here. Any thread.
//
//   [listen]    address = "127.0.0.1"  port = 8460
//   [store]     key_file = "hub.key"  engine = "sqlite" (one machine) or "postgresql" (a centre)
//               database = "hub.db"                             (sqlite)
//               url = "postgresql://hub@db.example/sangdam"     (postgresql)
//               password_file = "db.password" or password_env = "NAME"; else ~/.pgpass, peer …
//   [practice]  enabled = true  address = "127.0.0.1"  sip_port = 5060  rtp_first = 0  rtp_last = 0
//               dids = ["1588-0000"]  queue = "고객센터"  announcement = ""
//               trunk = "sip:{number}@127.0.0.1:5070"  customers = false  shop = false
//   [log]       level = "info"  file = ""
#pragma once

#include "base/result.h"
#include "config/log_settings.h"
#include "config/password.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::config {

struct PracticeSettings {
    bool enabled = false;
    std::string address = "127.0.0.1"; // SIP and RTP.
    std::uint16_t sip_port = 5060;     // 0: any free one.
    std::uint16_t rtp_first = 0;       // 0: any free ones.
    std::uint16_t rtp_last = 0;
    std::vector<std::string> dids;  // Keys of the numbers that customers dial.
    std::string queue = "고객센터"; // Label.
    std::string announcement;       // A WAV file; empty: the one that was built.
    std::string trunk;              // Where other numbers go; empty: simulated customers answer.
    bool customers = false;         // Simulated customers call in.
    bool shop = false;              // A stand-in Smart Store with orders of them.
};

enum class StoreEngine { Sqlite, Postgresql };

struct HubSettings {
    std::string listen_address = "127.0.0.1";
    std::uint16_t listen_port = 8460; // 0: any free one.
    StoreEngine engine = StoreEngine::Sqlite;
    std::string database = "sangdam-hub.db"; // Sqlite.
    std::string database_url;                // Postgresql, as libpq takes it.
    PasswordSource database_password;        // Likewise; empty: what libpq finds by itself.
    std::string key_file = "sangdam-hub.key";
    PracticeSettings practice;
    LogSettings log;
};

// As parse_desktop and load_desktop (config/desktop.h).
base::Result<HubSettings> parse_hub(std::string_view text, const std::string& file);
base::Result<HubSettings> load_hub(const std::string& path);

} // namespace sangdam::config
