// SPDX-License-Identifier: MIT

#include "config/desktop.h"

#include "config/reader.h"

namespace sangdam::config {
namespace {

bool is_url(const std::string& text) {
    return text.starts_with("http://") || text.starts_with("https://");
}

bool is_sip_address(const std::string& text) {
    return text.starts_with("sip:") || text.starts_with("sips:");
}

enum class SipSection { First, Further }; // Where we listen and whom we trust is said once.

SipAccountSettings read_sip(Section& sip, SipSection which) {
    SipAccountSettings out;
    out.registrar = sip.text("registrar", {});
    out.user = sip.text("user", {});
    out.password = sip.password();
    out.transport = sip.choice<SipTransport>(
        "transport", out.transport,
        {{"udp", SipTransport::Udp}, {"tcp", SipTransport::Tcp}, {"tls", SipTransport::Tls}});
    if (which == SipSection::First) {
        out.bind = sip.text("bind", out.bind);
        out.port = sip.port("port", out.port);
        out.ca_file = sip.path("ca_file", {});
    }
    out.proxy = sip.text("proxy", {});
    out.display = sip.text("display", {});
    out.srtp = sip.choice<SipEncryption>("srtp", out.srtp,
                                         {{"off", SipEncryption::Off},
                                          {"preferred", SipEncryption::Preferred},
                                          {"mandatory", SipEncryption::Mandatory}});
    out.pickup_code = sip.text("pickup_code", {});
    out.answer_token = sip.text("answer_token", {});
    out.watch_messages = sip.flag("watch_messages", false);
    if (!out.proxy.empty() && !is_sip_address(out.proxy))
        sip.wrong("proxy", "a SIP address like \"sip:edge.example;transport=tls\"");
    if (!is_sip_address(out.registrar))
        sip.wrong("registrar", "a SIP address like \"sip:pbx.example:5060\"");
    if (out.user.empty()) sip.wrong("user", "the name of the SIP account");
    return out;
}

base::Result<DesktopSettings> parse(std::string_view text, const std::string& file,
                                    const std::string& folder) {
    Document document(text, file, folder);
    DesktopSettings out;

    auto& hub = document.section("hub");
    out.hub_url = hub.text("url", {});
    out.login = hub.text("login", {});
    out.password = hub.password();
    if (!out.hub_url.empty() && !is_url(out.hub_url))
        hub.wrong("url", "an address like \"https://hub.example\"");

    out.language = document.section("ui").choice<Language>(
        "language", out.language, {{"ko", Language::Korean}, {"en", Language::English}});

    auto& sip = document.section("sip");
    if (sip.present()) out.sip = read_sip(sip, SipSection::First);
    for (const auto* name : {"sip-2", "sip-3", "sip-4"}) {
        auto& further = document.section(name);
        if (further.present()) out.more_sip.push_back(read_sip(further, SipSection::Further));
    }

    auto& sound = document.section("sound");
    out.sound_enabled = sound.flag("enabled", out.sound_enabled);
    out.microphone = sound.text("microphone", {});
    out.speaker = sound.text("speaker", {});

    out.handset_enabled = document.section("handset").flag("enabled", out.handset_enabled);
    out.global_keys = document.section("keys").flag("global", out.global_keys);
    out.log = read_log(document);
    out.data_dir = document.section("data").path("dir", {});

    SDC_CHECK(document.finish());
    return out;
}

} // namespace

base::Result<DesktopSettings> parse_desktop(std::string_view text, const std::string& file) {
    return parse(text, file, {});
}

base::Result<DesktopSettings> load_desktop(const std::string& path) {
    SDC_TRY(const auto text, read_file(path));
    return parse(text, path, folder_of(path));
}

} // namespace sangdam::config
