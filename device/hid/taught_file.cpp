// SPDX-License-Identifier: MIT

#include "base/log.h" // fmt
#include "hid/taught.h"

#include <toml++/toml.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

namespace sangdam::hid {

namespace {

using base::Done;
using base::Errc;
using base::Error;

constexpr std::pair<std::string_view, InputRole> kRoles[] = {{"hook", InputRole::Hook},
                                                             {"send", InputRole::Send},
                                                             {"drop", InputRole::Drop},
                                                             {"mute", InputRole::Mute}};
constexpr std::pair<std::string_view, InputKind> kKinds[] = {
    {"level", InputKind::Level}, {"toggle", InputKind::Toggle}, {"one_shot", InputKind::OneShot}};
constexpr std::pair<std::string_view, TaughtRing> kRings[] = {
    {"lamp", TaughtRing::Lamp}, {"ringer", TaughtRing::Ringer}, {"none", TaughtRing::None}};

template <class T, std::size_t N>
std::optional<T> value_of(const std::pair<std::string_view, T> (&table)[N], std::string_view word) {
    for (const auto& [name, value] : table)
        if (name == word) return value;
    return std::nullopt;
}

template <class T, std::size_t N>
std::string_view word_of(const std::pair<std::string_view, T> (&table)[N], T value) {
    for (const auto& [name, each] : table)
        if (each == value) return name;
    return table[0].first;
}

Error bad(const std::string& file, const toml::node& at, std::string_view what) {
    return {Errc::BadInput, fmt::format("{}:{}: {}", file, at.source().begin.line, what)};
}

std::optional<DeviceName> device_of(std::string_view text) {
    unsigned vendor = 0;
    unsigned product = 0;
    char rest = 0;
    if (text.size() != 9 ||
        std::sscanf(std::string(text).c_str(), "%4x:%4x%c", &vendor, &product, &rest) != 2)
        return std::nullopt;
    return DeviceName{static_cast<std::uint16_t>(vendor), static_cast<std::uint16_t>(product)};
}

base::Result<TaughtKey> key_of(const toml::table& table, const std::string& file) {
    TaughtKey key;
    const auto role = value_of(kRoles, table["role"].value_or(std::string_view{}));
    if (!role) return bad(file, table, "role must be hook, send, drop or mute");
    const auto kind = value_of(kKinds, table["kind"].value_or(std::string_view{}));
    if (!kind) return bad(file, table, "kind must be level, toggle or one_shot");
    const auto id = table["report_id"].value_or(std::int64_t{0});
    if (id < 0 || id > 255) return bad(file, table, "report_id must be 0 to 255");
    const auto bit = table["bit"].value_or(std::int64_t{-1});
    if (bit < 0 || bit >= kMaxReportBits) return bad(file, table, "bit is missing or too large");
    key.role = *role;
    key.kind = *kind;
    key.report_id = static_cast<std::uint8_t>(id);
    key.bit = static_cast<std::uint32_t>(bit);
    key.inverted = table["inverted"].value_or(false);
    return key;
}

base::Result<Taught> handset_of(const toml::table& table, const std::string& file) {
    Taught out;
    const auto device = device_of(table["vid_pid"].value_or(std::string_view{}));
    if (!device) return bad(file, table, "vid_pid must look like \"1234:abcd\"");
    out.device = *device;
    out.name = table["name"].value_or(std::string{});
    if (const auto ring = table["ring"].value<std::string>()) {
        out.ring = value_of(kRings, *ring);
        if (!out.ring) return bad(file, table, "ring must be lamp, ringer or none");
    }
    const auto* keys = table["key"].as_array();
    if (keys == nullptr) return out;
    for (const auto& each : *keys) {
        const auto* key = each.as_table();
        if (key == nullptr) return bad(file, each, "key must be written as [[handset.key]]");
        SDC_TRY(auto read, key_of(*key, file));
        out.keys.push_back(read);
    }
    return out;
}

} // namespace

base::Result<TaughtList> parse_taught(std::string_view text, const std::string& file) {
    TaughtList out;
    try {
        const auto root = toml::parse(text, file);
        const auto* handsets = root["handset"].as_array();
        if (handsets == nullptr) return out;
        for (const auto& each : *handsets) {
            const auto* table = each.as_table();
            if (table == nullptr) return bad(file, each, "write each device as [[handset]]");
            SDC_TRY(auto taught, handset_of(*table, file));
            put_taught(out, std::move(taught));
        }
    } catch (const toml::parse_error& e) {
        return Error{Errc::BadInput, fmt::format("{}:{}: {}", file, e.source().begin.line,
                                                 std::string_view(e.description()))};
    }
    return out;
}

std::string taught_toml(const TaughtList& list) {
    std::ostringstream out;
    out << "# Handsets that were taught on this PC. To help others, send this file in.\n";
    for (const auto& each : list) {
        out << "\n[[handset]]\n"
            << fmt::format("vid_pid = \"{:04x}:{:04x}\"\n", each.device.vendor, each.device.product)
            << "name = " << toml::value<std::string>(each.name) << "\n";
        if (each.ring) out << fmt::format("ring = \"{}\"\n", word_of(kRings, *each.ring));
        for (const auto& key : each.keys)
            out << "[[handset.key]]\n"
                << fmt::format("role = \"{}\"\nkind = \"{}\"\nreport_id = {}\nbit = {}\n",
                               word_of(kRoles, key.role), word_of(kKinds, key.kind), key.report_id,
                               key.bit)
                << (key.inverted ? "inverted = true\n" : "");
    }
    return out.str();
}

base::Result<TaughtList> load_taught(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return TaughtList{};
    return parse_taught(std::string(std::istreambuf_iterator<char>(file), {}), path);
}

base::Status save_taught(const std::string& path, const TaughtList& list) {
    const auto next = path + ".new";
    {
        std::ofstream file(next, std::ios::binary | std::ios::trunc);
        file << taught_toml(list);
        if (!file.flush()) return Error{Errc::Unavailable, "cannot write " + next};
    }
    std::error_code failed;
    std::filesystem::rename(next, path, failed);
    if (failed) return Error{Errc::Unavailable, "cannot write " + path + ": " + failed.message()};
    return Done{};
}

} // namespace sangdam::hid
