// SPDX-License-Identifier: MIT

#include "config/hub.h"

#include "config/reader.h"
#include "core/phone_number.h"

namespace sangdam::config {
namespace {

std::vector<std::string> read_dids(Section& practice) {
    std::vector<std::string> keys;
    for (const auto& written : practice.texts("dids")) {
        const auto number = core::PhoneNumber::parse(written);
        if (number.hidden() || number.kind() == core::NumberKind::Unknown)
            practice.wrong("dids", "telephone numbers, found \"" + written + '"');
        else
            keys.push_back(number.key());
    }
    return keys;
}

PracticeSettings read_practice(Section& practice) {
    PracticeSettings out;
    out.enabled = practice.flag("enabled", out.enabled);
    out.address = practice.text("address", out.address);
    out.sip_port = practice.port("sip_port", out.sip_port);
    out.rtp_first = practice.port("rtp_first", out.rtp_first);
    out.rtp_last = practice.port("rtp_last", out.rtp_last);
    out.dids = read_dids(practice);
    out.queue = practice.text("queue", out.queue);
    out.announcement = practice.path("announcement", {});
    out.trunk = practice.text("trunk", {});
    out.customers = practice.flag("customers", out.customers);
    out.shop = practice.flag("shop", out.shop);
    if (out.rtp_last < out.rtp_first) practice.wrong("rtp_last", "a port not below rtp_first");
    if (!out.trunk.empty() && !out.trunk.starts_with("sip:"))
        practice.wrong("trunk", "a SIP address like \"sip:{number}@127.0.0.1:5070\"");
    return out;
}

bool holds_a_password(const std::string& url) {
    const auto begin = url.find("//");
    const auto end = url.find('@');
    if (url.find("password=") != std::string::npos) return true;
    return begin != std::string::npos && end != std::string::npos &&
           url.substr(begin, end - begin).find(':') != std::string::npos;
}

void read_store(Section& store, HubSettings& out) {
    out.engine =
        store.choice("engine", out.engine,
                     {{"sqlite", StoreEngine::Sqlite}, {"postgresql", StoreEngine::Postgresql}});
    out.database = store.path("database", out.database);
    out.key_file = store.path("key_file", out.key_file);
    out.database_url = store.text("url", {});
    out.database_password = store.password();
    const auto& url = out.database_url;
    if (out.database.empty()) store.wrong("database", "the path of the database file");
    if (out.key_file.empty()) store.wrong("key_file", "the path of the key file");
    if (holds_a_password(url))
        store.wrong("url", "an address without a password: name its place by password_file or "
                           "password_env");
    else if (out.engine == StoreEngine::Postgresql && !url.starts_with("postgresql://") &&
             !url.starts_with("postgres://"))
        store.wrong("url", "an address like \"postgresql://hub@db.example/sangdam\"");
    else if (out.engine == StoreEngine::Sqlite && !url.empty())
        store.wrong("url", "engine = \"postgresql\" beside it");
}

base::Result<HubSettings> parse(std::string_view text, const std::string& file,
                                const std::string& folder) {
    Document document(text, file, folder);
    HubSettings out;

    auto& listen = document.section("listen");
    out.listen_address = listen.text("address", out.listen_address);
    out.listen_port = listen.port("port", out.listen_port);

    read_store(document.section("store"), out);
    out.practice = read_practice(document.section("practice"));
    out.log = read_log(document);

    SDC_CHECK(document.finish());
    return out;
}

} // namespace

base::Result<HubSettings> parse_hub(std::string_view text, const std::string& file) {
    return parse(text, file, {});
}

base::Result<HubSettings> load_hub(const std::string& path) {
    SDC_TRY(const auto text, read_file(path));
    return parse(text, path, folder_of(path));
}

} // namespace sangdam::config
